import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { ClientOnly } from "~/ui/layout/client-only";
import { dialLink } from "~/ui/layout/dial-link";
import { sortedRows, without, type CompareRow } from "../domain/compare-places";
import { MOST_COMPARED } from "../domain/find-address";
import type { PublicPlace } from "../domain/public-place";
import classes from "./compare.module.css";
import { useCompareRows } from "./compare-rows";
import { usePlaceWords } from "./place-words";
import { keepPlaces, useSavedPlaces } from "./saved-places";
import { ShareButtons } from "./share-place";

interface ComparePageProps {
  readonly places: readonly PublicPlace[];
  /** chosen beyond the fourth */
  readonly refused: number;
  /** chosen, and no longer on record */
  readonly gone: number;
  /** what the search had asked, which travels along */
  readonly along: readonly (readonly [name: string, value: string])[];
  /** the comparison's own address, without anything its reader had asked */
  readonly link: string;
}

/** Up to four places side by side, what they differ in first. The address says which, so it needs no scripts and can be passed on. */
export function ComparePage({ places, refused, gone, along, link }: ComparePageProps) {
  const { t } = useTranslation("finder");
  const words = usePlaceWords();
  const kept = along.map(([name, value]): [string, string] => [name, value]);
  const search = `/find?${new URLSearchParams(kept)}`;
  const [first] = places;
  return (
    <main className={classes.page}>
      <header>
        <p className="no-print">
          <Link to={search}>{t("place.back")}</Link>
        </p>
        <h1>{t("compare.title")}</h1>
        {first ? (
          <p className={classes.quiet}>
            {t("compare.lead", { count: places.length })}{" "}
            {t("compare.asOf", { month: words.month(first.startsOn), date: words.date(first.today) })}
          </p>
        ) : (
          <>
            <p>{t("compare.empty")}</p>
            <p className={classes.quiet}>{t("compare.how")}</p>
          </>
        )}
        {refused > 0 && (
          <p className={classes.caution} role="alert">
            {t("compare.refused", { count: refused, most: MOST_COMPARED })}
          </p>
        )}
        {gone > 0 && <p className={classes.caution}>{t("compare.gone", { count: gone })}</p>}
      </header>
      <ClientOnly>{() => <KeptHere shown={places.map(({ facility }) => facility.id)} />}</ClientOnly>
      {first && <CompareTable places={places} kept={kept} />}
      {first && <ClientOnly>{() => <ShareButtons link={link} />}</ClientOnly>}
    </main>
  );
}

function CompareTable({ places, kept }: { readonly places: readonly PublicPlace[]; readonly kept: [string, string][] }) {
  const { t } = useTranslation("finder");
  const { differing, alike } = sortedRows(useCompareRows(places));
  const ids = places.map(({ facility }) => facility.id);
  const addressOf = (path: string, more: [string, string][] = []) => {
    const params = new URLSearchParams([...kept, ...more]).toString();
    return params ? `${path}?${params}` : path;
  };
  const body = (rows: readonly CompareRow[], key: "differing" | "alike") =>
    rows.length > 0 && (
      <tbody data-differing={key === "differing" && places.length > 1 ? "" : undefined}>
        {places.length > 1 && (
          <tr>
            <th scope="rowgroup" colSpan={places.length + 1}>
              {t(`compare.${key}`)}
            </th>
          </tr>
        )}
        {rows.map((row) => (
          <tr key={row.key}>
            <th scope="row">{t(`compare.row.${row.key}`)}</th>
            {row.cells.map((cell, at) => (
              <td key={ids[at]} data-label={places[at]!.facility.name}>
                {cell ?? t("compare.unknown")}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    );
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <td />
          {places.map(({ facility }) => (
            <th key={facility.id} scope="col">
              <Link to={addressOf(`/find/${facility.id}`)}>{facility.name}</Link>
              <span className={`${classes.inline} no-print`}>
                {facility.contacts[0] && <a href={dialLink(facility.contacts[0].phone)}>{t("compare.call")}</a>}
                <TakeOut
                  id={facility.id}
                  to={addressOf("/find/compare", [["ids", without(ids, facility.id).join(",")]])}
                  name={facility.name}
                />
              </span>
            </th>
          ))}
        </tr>
      </thead>
      {body(differing, "differing")}
      {body(alike, "alike")}
    </table>
  );
}

/** Out of this address, and out of what this browser keeps. */
function TakeOut({ id, to, name }: { readonly id: string; readonly to: string; readonly name: string }) {
  const { t } = useTranslation("finder");
  const saved = useSavedPlaces();
  return (
    <Link
      to={to}
      aria-label={`${t("compare.remove")} ${name}`}
      onClick={() => saved.includes(id) && keepPlaces(without(saved, id))}
    >
      {t("compare.remove")}
    </Link>
  );
}

/** What this browser keeps, where it is not what is shown. */
function KeptHere({ shown }: { readonly shown: readonly string[] }) {
  const { t } = useTranslation("finder");
  const saved = useSavedPlaces();
  if (saved.length === 0 || saved.join() === shown.join()) return null;
  return (
    <p className="no-print">
      <Link to={`/find/compare?ids=${saved.join(",")}`}>
        {t("compare.open")} · {t("place.save.saved", { count: saved.length, most: MOST_COMPARED })}
      </Link>{" "}
      <span className={classes.quiet}>{t("compare.kept")}</span>
    </p>
  );
}
