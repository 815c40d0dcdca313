import { Badge, Button, Table, Text } from "@mantine/core";
import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { Issue } from "../domain/issue";
import type { Likeness } from "../domain/likeness";
import { issueWords } from "./issue-words";
import classes from "./preview-table.module.css";

export interface PreviewRow {
  readonly rowNumber: number;
  readonly label: string;
  readonly decision: string;
  readonly quality: string | null;
  readonly lon: number | null;
  readonly lat: number | null;
  readonly areaCode: string | null;
  readonly targetId: string | null;
  readonly issues: readonly Issue[];
  readonly candidates: readonly Likeness[];
}

const TONE: Record<string, string> = { create: "teal", update: "blue", same: "gray", skip: "gray", refuse: "red", ask: "orange" };
const COLOR = {
  error: "var(--mantine-color-red-8)",
  warning: "var(--mantine-color-orange-9)",
  note: "var(--mantine-color-dimmed)",
} as const;
/** Cells are plain elements in the table's own clothes: a page has hundreds, and each component is built on the request thread. */
const cell = Table.classes["td"] ?? "";
const TOP = { verticalAlign: "top" } as const;
const PICKED = { ...TOP, background: "var(--mantine-primary-color-light)" } as const;

interface Props {
  readonly rows: readonly PreviewRow[];
  readonly picking: number | null;
  readonly onPick: (rowNumber: number) => void;
  readonly hasPlaces: boolean;
  readonly mayWrite: boolean;
}

/** The list twin of the preview's map: what happens to each row, why, and what a person can say about it. */
export function PreviewTable({ rows, picking, onPick, hasPlaces, mayWrite }: Props) {
  const { t, i18n } = useTranslation("imports");
  if (rows.length === 0) return <Text c="dimmed">{t("preview.noRows")}</Text>;
  return (
    <Table verticalSpacing="xs" className={classes.table}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th ta="right">{t("preview.row")}</Table.Th>
          <Table.Th>{t("preview.name")}</Table.Th>
          <Table.Th>{t("preview.decision")}</Table.Th>
          {hasPlaces && <Table.Th>{t("preview.where")}</Table.Th>}
          <Table.Th>{t("preview.problems")}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map((row) => (
          <tr
            key={row.rowNumber}
            className={Table.classes["tr"]}
            data-with-row-border
            style={picking === row.rowNumber ? PICKED : TOP}
          >
            <td className={`${cell} ${classes.number}`}>{row.rowNumber}</td>
            <td className={cell}>{row.label || "–"}</td>
            <td className={cell}>
              <Badge variant="light" color={TONE[row.decision]}>
                {t(`preview.${row.decision}`)}
              </Badge>
            </td>
            {hasPlaces && (
              <td className={cell}>
                <p className={classes.line}>{row.quality ? t(`quality.${row.quality}`) : "–"}</p>
                {row.lon !== null && row.lat !== null && (
                  <p className={classes.small}>
                    {row.lon.toFixed(5)}, {row.lat.toFixed(5)}
                  </p>
                )}
              </td>
            )}
            <td className={cell}>
              <div className={classes.stack}>
                {row.issues
                  .filter((issue) => issue.severity !== "note")
                  .map((issue, at) => (
                    <p key={at} className={classes.line} style={{ color: COLOR[issue.severity] }}>
                      {`${t(`severity.${issue.severity}`)} · ${issueWords(t, i18n.language, issue)}`}
                    </p>
                  ))}
                <Notes issues={row.issues.filter((issue) => issue.severity === "note")} />
                {mayWrite && <RowChoices row={row} onPick={hasPlaces ? onPick : null} />}
              </div>
            </td>
          </tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

/** What was assumed: worth a look, not worth a screen. */
function Notes({ issues }: { issues: readonly Issue[] }) {
  const { t, i18n } = useTranslation("imports");
  if (issues.length === 0) return null;
  return (
    <details className={classes.notes}>
      <summary>{t("preview.notes", { count: issues.length })}</summary>
      {issues.map((issue, at) => (
        <div key={at}>{issueWords(t, i18n.language, issue)}</div>
      ))}
    </details>
  );
}

/** Where a row says it stands, far from the city: taken only when a person says so. */
function leftToAPerson(issues: readonly Issue[]): { lon: number; lat: number } | null {
  const facts = issues.find(({ code }) => code === "far-outside-city" || code === "far-from-others")?.facts;
  const [lon, lat] = [facts?.["lon"], facts?.["lat"]];
  return typeof lon === "number" && typeof lat === "number" ? { lon, lat } : null;
}

const isOthers = ({ decision, issues }: PreviewRow): boolean =>
  decision === "refuse" && issues.some(({ code }) => code === "beyond-own");

/** A known place was taken for this row, if only to be refused because others answer for it. */
const isTaken = (row: PreviewRow): boolean =>
  row.decision === "refuse" ? row.targetId !== null && isOthers(row) : !["create", "skip"].includes(row.decision);

/** Whoever says where an unplaced row stands may find that it is theirs after all. */
const isPlaceable = (row: PreviewRow): boolean =>
  row.decision === "refuse" ? row.areaCode === null && isOthers(row) : row.decision !== "skip";

function RowChoices({ row, onPick }: { row: PreviewRow; onPick: ((rowNumber: number) => void) | null }) {
  const { t } = useTranslation("imports");
  const button = (value: string, words: string, fields: Record<string, string> = {}) => (
    <Form method="post" key={`${value}${words}`} preventScrollReset>
      <input type="hidden" name="row" value={row.rowNumber} />
      {Object.entries(fields).map(([name, content]) => (
        <input key={name} type="hidden" name={name} value={content} />
      ))}
      <Button type="submit" name="intent" value={value} size="compact-sm" variant="default">
        {words}
      </Button>
    </Form>
  );
  const far = leftToAPerson(row.issues);
  const isOpen = far !== null || row.decision !== "same" || row.candidates.length > 0;
  if (!isOpen) return null;
  return (
    <div className={classes.choices}>
      {row.candidates
        .filter((candidate) => row.decision === "ask" || candidate.id !== row.targetId)
        .filter((candidate) => candidate.row === undefined || row.decision !== "skip")
        .map((candidate) =>
          candidate.row !== undefined
            ? button("row-skip", t("preview.isRow", { row: candidate.row }))
            : button(
                "row-same",
                `${t("preview.isSame", { name: candidate.name })} ${candidate.distance === null ? "" : t("preview.metres", { metres: Math.round(candidate.distance) })}`,
                { target: candidate.id },
              ),
        )}
      {row.candidates.length > 0 && isTaken(row) && button("row-new", t("preview.isNew"))}
      {onPick && (row.quality === "unplaced" || far) && isPlaceable(row) && (
        <Button size="compact-sm" variant="light" onClick={() => onPick(row.rowNumber)}>
          {t("preview.place")}
        </Button>
      )}
      {onPick &&
        far &&
        isPlaceable(row) &&
        button("row-place", t("preview.asItStands", { lon: far.lon.toFixed(5), lat: far.lat.toFixed(5) }), {
          lon: String(far.lon),
          lat: String(far.lat),
        })}
      {row.decision === "skip"
        ? button("row-take", t("preview.takeRow"))
        : !row.candidates.some((candidate) => candidate.row !== undefined) && button("row-skip", t("preview.skipRow"))}
    </div>
  );
}
