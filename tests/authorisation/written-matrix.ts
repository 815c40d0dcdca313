import { type Outcome, SIGNS } from "./asked-at-doors";
import type { CommandEntry } from "./terminal-commands";
import { COLUMNS, PEOPLE, VISITORS } from "./visitors";

export interface Row {
  readonly door: string;
  /** in the order of VISITORS; of commands in that of PEOPLE */
  readonly outcomes: readonly Outcome[];
}

export interface Tables {
  readonly pages: readonly Row[];
  readonly deeds: readonly Row[];
  readonly server: readonly Row[];
  readonly terminal: readonly (Row & { readonly entry: CommandEntry })[];
}

/** A column's signs, of its stands in their order; one sign where all are alike. */
function cells(outcomes: readonly Outcome[], whose: readonly { readonly column: string }[]): string[] {
  return COLUMNS.filter((column) => whose.some((one) => one.column === column)).map((column) => {
    const signs = outcomes.flatMap((outcome, at) => (whose[at]!.column === column ? [SIGNS[outcome]] : []));
    return new Set(signs).size === 1 ? signs[0]! : signs.join("");
  });
}

const line = (parts: readonly string[]) => `| ${parts.join(" | ")} |`;
const table = (heads: readonly string[], rows: readonly (readonly string[])[]) => [
  ...[line(heads), line(heads.map(() => "---"))],
  ...rows.map(line),
];
const doors = (rows: readonly Row[]) =>
  table(
    ["Door", ...COLUMNS],
    rows.map(({ door, outcomes }) => [door, ...cells(outcomes, VISITORS)]),
  );

export function writtenMatrix({ pages, deeds, server, terminal }: Tables): string {
  const people = COLUMNS.filter((column) => PEOPLE.some((one) => one.column === column));
  return [
    "# Who may open which door",
    "",
    "Written by `tests/authorisation/every-door.long.test.ts`, which tries every page, every form and every command by every kind of person and",
    "fails when this page is no longer true. Records lie in one district of a city and in one line (civil affairs), an import is the whole",
    "city's. A cell holds four signs, for one role held in four places:",
    "",
    "1. in the whole of that city and every line,",
    "2. in **another district** of it, every line,",
    "3. in the whole of the city, in **another line** (health),",
    "4. in **another city**, every line.",
    "",
    "One sign alone stands for all four. The last two columns hold their role in the whole installation.",
    "",
    "● opens · ↪ leads on to another page · → is led to the sign-in page · ✕ is told that a permission is missing · ○ is told that there is nothing · – needs no such thing",
    "",
    "## Pages",
    "",
    ...doors(pages),
    "",
    "## Deeds",
    "",
    "Each form filled in rightly, with what it is about on record: ● is done. Where an answer says nothing the record is looked at. A form with an",
    "address of an import or a city is about the whole of it.",
    "",
    ...doors(deeds),
    "",
    "## Doors of the server that are no pages",
    "",
    "They ask for no session. `/metrics` asks for its token, or for nothing on the machine itself; the map file and the tiles are there where they are configured.",
    "",
    ...doors(server),
    "",
    "## Commands of the terminal",
    "",
    "`npm run qh` is for whoever may log in to the machine; a command acts as the installation's system administrator (`terminal`), as a named purpose, or touches no",
    "record (`nobody`). Where people reach the same deed from pages, it is tried by them too, with the same signs; a blank where there is no such deed.",
    "",
    ...table(
      ["Command", "acts as", "needs", ...people],
      terminal.map(({ door, entry, outcomes }) => [
        ...[`\`${door}\``, `\`${entry.actsAs}\``, entry.needs],
        ...(entry.tried ? cells(outcomes, PEOPLE) : people.map(() => "")),
      ]),
    ),
    "",
  ].join("\n");
}
