// Serves dynalite on 127.0.0.1 until stdin ends. Arguments: the directory of the package, the port (0 for any; another
// one if it is taken), the private directory to remove at the end, and the directory of the database (none: in memory).
'use strict'
const fs = require('fs')
const [dynalite, port, privateDirectory, databaseDirectory] = process.argv.slice(2)

function end(code) {
  process.chdir('/')
  fs.rmSync(privateDirectory, { recursive: true, force: true })
  process.exit(code)
}

// A terminal sends these to the whole group of processes; when the child ends is the parent's decision.
process.on('SIGINT', () => {})
process.on('SIGHUP', () => {})

process.stdin.on('end', () => end(0))
process.stdin.on('error', () => end(0))
process.stdin.resume()

const server = require(dynalite)({
  path: databaseDirectory,
  createTableMs: 0,
  deleteTableMs: 0,
  updateTableMs: 0,
})
server.on('error', error => {
  if (error.code === 'EADDRINUSE' && !server.listening && port !== '0') {
    server.listen(0, '127.0.0.1')
  } else {
    console.error(error)
    end(1)
  }
})
server.on('listening', () => console.log(`dynamodb-ha ready ${server.address().port}`))
server.listen(Number(port), '127.0.0.1')
