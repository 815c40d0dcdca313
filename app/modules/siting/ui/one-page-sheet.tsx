import type { PrintedCell, PrintedPage, PrintedTable } from "~/shared/printed-page";
import classes from "./one-page.module.css";
import { hasManyRows } from "./paper-rows";

interface OnePageSheetProps {
  readonly page: PrintedPage;
  /** the picture as SVG text, made by us from numbers and escaped words */
  readonly svg: string;
}

/** The one page on screen as it is on paper: light whatever the screen's colours are, A4 when printed. */
export function OnePageSheet({ page, svg }: OnePageSheetProps) {
  return (
    <article
      className={classes.sheet}
      data-many={hasManyRows(page) || undefined}
      lang={page.language === "en" ? "en" : "zh-CN"}
      data-testid="one-page"
    >
      {page.mark && <p className={classes.mark}>{page.mark}</p>}
      <p className={classes.brow}>{page.brow}</p>
      <h1 className={classes.sentence}>
        {page.sentence.map(({ text, isStrong }, at) =>
          isStrong ? <strong key={at}>{text}</strong> : <span key={at}>{text}</span>,
        )}
      </h1>
      <dl className={classes.figures}>
        {page.figures.map(({ label, value, note }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd className={classes.value}>{value}</dd>
            <dd className={classes.note}>{note}</dd>
          </div>
        ))}
      </dl>
      <figure className={classes.picture} dangerouslySetInnerHTML={{ __html: svg }} />
      {page.tables.map((table) => (
        <SheetTable key={table.heading} table={table} />
      ))}
      <div className={classes.notes}>
        {page.notes.map(({ heading, text }) => (
          <section key={heading}>
            <h3>{heading}</h3>
            <p>{text}</p>
          </section>
        ))}
      </div>
      <footer className={classes.foot}>{page.foot}</footer>
    </article>
  );
}

function SheetTable({ table: { heading, columns, rows, total, empty } }: { readonly table: PrintedTable }) {
  const hasHead = columns.some((column) => column.heading !== "");
  return (
    <section className={classes.part}>
      <h2>{heading}</h2>
      {rows.length === 0 ? (
        <p>{empty}</p>
      ) : (
        <div className={classes.scroll} tabIndex={0} role="group" aria-label={heading}>
          <table>
            {hasHead && (
              <thead>
                <tr>
                  {columns.map((column) => (
                    <th key={column.heading} scope="col" data-align={column.align}>
                      {column.heading}
                    </th>
                  ))}
                </tr>
              </thead>
            )}
            <tbody>
              {rows.map((row, at) => (
                <SheetRow key={at} row={row} columns={columns} />
              ))}
              {total && <SheetRow row={total} columns={columns} isTotal />}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

function SheetRow({
  row,
  columns,
  isTotal = false,
}: {
  readonly row: readonly PrintedCell[];
  readonly columns: PrintedTable["columns"];
  readonly isTotal?: boolean;
}) {
  return (
    <tr className={isTotal ? classes.total : undefined}>
      {row.map((cell, at) => (
        <td key={at} data-align={columns[at]?.align} style={{ width: `${100 * (columns[at]?.share ?? 0)}%` }}>
          {cell.brief ? (
            <>
              <span className={classes.whole}>
                <Said {...cell} />
              </span>
              <span className={classes.brief}>
                <Said {...cell.brief} isStrong={cell.isStrong ?? false} />
              </span>
            </>
          ) : (
            <Said {...cell} />
          )}
        </td>
      ))}
    </tr>
  );
}

const Said = ({ text, more, isStrong }: Pick<PrintedCell, "text" | "more" | "isStrong">) => (
  <>
    {isStrong ? <strong>{text}</strong> : text}
    {more && <small>{more}</small>}
  </>
);
