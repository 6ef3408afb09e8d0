package io.github.dynamodbha.sync;

/** Collects HTML. Whatever is not markup goes in by {@link #text}, which escapes it. */
final class Html {
  private final StringBuilder html = new StringBuilder();

  /** Adds markup as it is: only what this package itself wrote. */
  Html markup(String markup) {
    html.append(markup);
    return this;
  }

  /** Adds text of any origin, in an element or in an attribute between double quotes. */
  Html text(String text) {
    html.append(escaped(text));
    return this;
  }

  /** Adds an element that holds text. */
  Html element(String tag, String text) {
    return markup("<" + tag + ">").text(text).markup("</" + tag.split(" ", 2)[0] + ">\n");
  }

  /** Adds a table's cell, which tells its column where a narrow page has no room for a heading. */
  Html cell(String column, String text) {
    return markup("<td data-label=\"").text(column).markup("\">").text(text).markup("</td>");
  }

  /** As {@link #cell}, for a number, which stands to the right. */
  Html number(String column, String text) {
    return number(column, text, "");
  }

  /** As {@link #number(String, String)}, with a remark below it. */
  Html number(String column, String text, String remark) {
    markup("<td class=\"n\" data-label=\"").text(column).markup("\">").text(text);
    if (!remark.isEmpty()) {
      markup(" <span class=\"sub\">").text(remark).markup("</span>");
    }
    return markup("</td>");
  }

  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    for (char c : Printable.of(text).toCharArray()) {
      switch (c) {
        case '&' -> escaped.append("&amp;");
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '"' -> escaped.append("&quot;");
        case '\'' -> escaped.append("&#39;");
        default -> escaped.append(c);
      }
    }
    return escaped.toString();
  }

  @Override
  public String toString() {
    return html.toString();
  }
}
