/** What was tried and what came out of it, told as it happens and as a table at the end. */
export function openFindings(write = (text) => process.stdout.write(text)) {
  const found = [];
  const note = (what, isSo, figure) => {
    found.push({ what, isSo, figure });
    write(`  ${isSo ? "✓" : "✖"} ${what}${figure ? `: ${figure}` : ""}\n`);
    return isSo;
  };
  return {
    /** A promise of the app that holds or does not. */
    check: (what, isSo, figure = "") => note(what, Boolean(isSo), figure),
    /** A measured figure that cannot be wrong in itself. */
    tell: (what, figure) => {
      found.push({ what, isSo: null, figure });
      write(`  · ${what}: ${figure}\n`);
    },
    /** Something threw: the rest of its part was not tried. */
    broke: (part, error) => note(`${part}: stopped by an error`, false, String(error?.message ?? error)),
    failed: () => found.filter(({ isSo }) => isSo === false).length,
    passed: () => found.filter(({ isSo }) => isSo === true).length,
    table: () => tableOf(found),
  };
}

const MARK = new Map([
  [true, "ok"],
  [false, "FAILED"],
  [null, ""],
]);

/** Columns as wide as their longest cell, in Markdown, so that it can be pasted into docs/scaling.md. */
export function tableOf(found) {
  const rows = [["what", "holds", "figure"], ...found.map(({ what, isSo, figure }) => [what, MARK.get(isSo), String(figure)])];
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column].length)));
  const line = (cells) => `| ${cells.map((cell, at) => cell.padEnd(widths[at])).join(" | ")} |`;
  const [head, ...body] = rows;
  return [line(head), line(widths.map((width) => "-".repeat(width))), ...body.map(line)].join("\n");
}
