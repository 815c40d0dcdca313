import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { addressAt, PLACE_FIELDS } from "../domain/find-address";
import { quoted, type PlaceChoice, type PlaceRead, type PlaceSaid } from "../domain/place-choice";
import classes from "./find.module.css";

interface FindPlaceNoticeProps {
  readonly place: PlaceSaid & { readonly read: PlaceRead };
  readonly field: 0 | 1;
  /** the search as it stands: a choice keeps all of it */
  readonly search: string;
}

/** Several places may be meant, or none is found: what to choose from and what to try, with everything typed kept. */
export function FindPlaceNotice({ place, field, search }: FindPlaceNoticeProps) {
  const { t } = useTranslation("finder");
  const { read } = place;
  const words = quoted(place.words);
  const label = field === 1 ? t("search.otherLabel") : "";
  switch (read.kind) {
    case "none-said":
      return null;
    case "one":
      return read.choice && read.choice.fit === null ? <Taken {...{ label, words, choice: read.choice }} /> : null;
    case "unplaced":
      return (
        <section className={classes.notice} role="alert">
          <h2>{label + t("search.placeUnplaced", { words })}</h2>
          <p>{t("search.placeUnplacedWhat")}</p>
        </section>
      );
    case "several":
      return (
        <section className={classes.notice} role="alert">
          <h2>{label + t("search.placeSeveral", { words })}</h2>
          <Choices choices={read.choices} field={field} search={search} />
        </section>
      );
    case "none":
      return (
        <section className={classes.notice} role="alert">
          <h2>{label + t("search.placeNone", { words })}</h2>
          <p>{t("search.placeNoneWhat")}</p>
          <Choices choices={read.districts} field={field} search={search} />
        </section>
      );
  }
}

/** Nothing bears just this name and one place comes near it: which one was taken is said before its minutes are believed. */
function Taken({ label, words, choice }: { readonly label: string; readonly words: string; readonly choice: PlaceChoice }) {
  const { t, i18n } = useTranslation("finder");
  const [name, within] = i18n.language === "en" ? [choice.nameEn, choice.withinEn] : [choice.name, choice.within];
  return (
    <section className={classes.notice} role="status">
      <p>
        {label + t("search.placeTaken", { words, name })}
        {within !== "" && <span className={classes.quiet}> · {within}</span>}
      </p>
      <p>{t("search.placeTakenWhat")}</p>
    </section>
  );
}

export function Choices({
  choices,
  field,
  search,
}: { readonly choices: readonly PlaceChoice[] } & Pick<FindPlaceNoticeProps, "field" | "search">) {
  const { t, i18n } = useTranslation("finder");
  const isEnglish = i18n.language === "en";
  return (
    <ul className={classes.choices}>
      {choices.map((choice, at) => {
        const name = isEnglish ? choice.nameEn : choice.name;
        const within = isEnglish ? choice.withinEn : choice.within;
        return (
          <li key={at}>
            {choice.at ? (
              <Link
                to={addressAt(
                  search,
                  PLACE_FIELDS[field],
                  within === "" ? name : isEnglish ? `${name}, ${within}` : `${within.replaceAll(" ", "")}${name}`,
                  choice.at,
                )}
              >
                {name}
              </Link>
            ) : (
              <span>{name}</span>
            )}{" "}
            <small>
              {[within, choice.kind === "area" ? "" : t(`search.kind.${choice.kind}`)].filter((part) => part !== "").join(" · ")}
            </small>
          </li>
        );
      })}
    </ul>
  );
}
