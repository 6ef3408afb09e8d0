package io.github.dynamodbha.sync;

/** How the page looks: light and dark, wide and narrow, on paper. */
final class HtmlStyle {
  static final String CSS =
      """
      :root { --page: #f4f6f8; --card: #fff; --ink: #18202b; --soft: #566171; --line: #dfe4ea;
        --conflicting: #b8235a; --stale: #b66a00; --missing: #2467d6;
        --good: #0d7a55; --different: #b8235a; --partial: #b66a00; }
      @media (prefers-color-scheme: dark) {
        :root { --page: #0e1319; --card: #171e27; --ink: #e7ecf2; --soft: #9aa6b5; --line: #2b3542;
          --conflicting: #ff7fa6; --stale: #f0b05a; --missing: #74a8ff;
          --good: #4fcb9c; --different: #ff7fa6; --partial: #f0b05a; } }
      * { box-sizing: border-box; }
      body { margin: 0; background: var(--page); color: var(--ink);
        font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "DejaVu Sans", sans-serif; }
      main { max-width: 1080px; margin: 0 auto; padding: 32px 24px; }
      header, section, .tile { background: var(--card); border: 1px solid var(--line);
        border-radius: 10px; }
      header { border-left: 8px solid var(--mood); padding: 24px 28px; }
      header.good { --mood: var(--good); }
      header.different { --mood: var(--different); }
      header.partial { --mood: var(--partial); }
      header p { margin: 0; color: var(--soft); overflow-wrap: anywhere; }
      header .word { display: inline-block; margin: 10px 0 2px; padding: 2px 12px;
        border: 2px solid var(--mood); border-radius: 99px; color: var(--mood); font-weight: 700; }
      header .rest { margin: 0 0 12px; color: var(--ink); }
      h1 { margin: 8px 0 12px; font-size: 1.75rem; line-height: 1.25; text-wrap: balance; }
      h2 { margin: 0 0 12px; font-size: 1.15rem; }
      section { margin-top: 20px; padding: 22px 28px; }
      .tiles { display: grid; grid-template-columns: repeat(6, 1fr); gap: 12px; margin: 20px 0 0; }
      .tile { padding: 14px 16px; }
      .tile dt { color: var(--soft); font-size: .85rem; }
      .tile dd { margin: 0; font-size: 1.35rem; font-weight: 650; overflow-wrap: anywhere; }
      .n, .tile dd { font-variant-numeric: tabular-nums; }
      .conflicting { --kind: var(--conflicting); }
      .stale { --kind: var(--stale); }
      .missing { --kind: var(--missing); }
      .tile.conflicting, .tile.stale, .tile.missing { border-top: 4px solid var(--kind);
        padding-top: 11px; }
      .hint, .sub, .source, .axis, footer { color: var(--soft); }
      .hint { margin: 0 0 16px; max-width: 72ch; }
      .hint b { color: var(--ink); }
      .calm { margin: 0; color: var(--good); font-weight: 600; }
      .strip { margin: 0 0 14px; }
      .strip figcaption, summary { margin-bottom: 4px; }
      .strip figcaption b, [class] > summary b { text-transform: capitalize; }
      .strip figcaption b::before, details.conflicting b::before, details.stale b::before,
        details.missing b::before { content: ""; display: inline-block; width: .7em; height: .7em;
        margin-right: .45em; border-radius: 2px; background: var(--kind); }
      .strip figcaption span { color: var(--soft); }
      .strip svg { display: block; width: 100%; height: 72px; border-bottom: 1px solid var(--soft);
        background: var(--page); border-radius: 4px 4px 0 0; }
      .bar { fill: var(--kind); }
      .axis { display: flex; justify-content: space-between; margin: -8px 0 12px;
        font-size: .85rem; }
      table { width: 100%; border-collapse: collapse; font-size: .95rem; }
      th, td { padding: 8px 10px; border-bottom: 1px solid var(--line); text-align: left;
        vertical-align: top; overflow-wrap: anywhere; }
      th { color: var(--soft); font-weight: 600; overflow-wrap: normal; }
      .outcome th { color: var(--ink); }
      tbody tr:last-child > * { border-bottom: 0; }
      th.n, td.n { text-align: right; white-space: nowrap; }
      td .sub { display: block; font-size: .85rem; }
      code { font: .9em ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; }
      .keys { overflow-wrap: anywhere; }
      details { border-top: 1px solid var(--line); padding: 10px 0; }
      section > details:first-of-type { border-top: 0; }
      summary { cursor: pointer; overflow-wrap: anywhere; }
      .costs { display: grid; gap: 14px; }
      .line { display: grid; grid-template-columns: 6em 1fr 17em; gap: 12px; align-items: center;
        font-size: .95rem; }
      .line .what { color: var(--soft); }
      .track { height: 12px; background: var(--page); border-radius: 3px; overflow: hidden; }
      .track i { display: block; height: 100%; min-width: 1px; background: var(--missing); }
      .estimated .track i { background: var(--soft); opacity: .6; }
      .source { margin: 14px 0 0; font-size: .85rem; overflow-wrap: anywhere; }
      footer { padding: 20px 4px 0; font-size: .85rem; }
      @media (max-width: 760px) {
        main { padding: 12px; }
        header, section { padding: 18px 16px; }
        header .rest { margin: 0 0 12px; color: var(--ink); }
      h1 { font-size: 1.35rem; }
        .tiles { grid-template-columns: repeat(2, 1fr); }
        .line { grid-template-columns: 6em 1fr; gap: 2px 12px; margin-top: 6px; }
        .line .track { grid-column: 1 / -1; grid-row: 2; }
        .line .n { text-align: right; }
        .wide thead { position: absolute; width: 1px; height: 1px; overflow: hidden;
          clip-path: inset(50%); }
        .wide tr { display: block; padding: 8px 0; border-bottom: 1px solid var(--line); }
        .wide td { display: block; border: 0; padding: 2px 0; }
        .wide td.n { display: grid; grid-template-columns: 1fr auto; white-space: normal; }
        .wide td.n .sub { grid-column: 1 / -1; margin-top: -4px; }
        .wide td[data-label]::before { content: attr(data-label) ": "; color: var(--soft);
          text-align: left; }
        table:not(.wide) :is(th, td) { padding: 6px 4px; }
        .outcome tr { display: grid; grid-template-columns: 1fr auto; padding: 6px 0;
          border-bottom: 1px solid var(--line); }
        .outcome :is(th, td) { border: 0; padding: 0 !important; }
        .outcome .sub { grid-column: 1 / -1; }
        tbody tr:last-child { border-bottom: 0; } }
      @media print { body { background: #fff; } section, header { break-inside: avoid; } }
      """;

  private HtmlStyle() {}
}
