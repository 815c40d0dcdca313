import { useTranslation } from "react-i18next";
import { monthsOffered } from "../domain/need";
import type { AskedOfPlace, NotAsked } from "../domain/asked-of-place";
import { YEARS_PATTERN } from "../domain/whole-years";
import type { PublicPlace } from "../domain/public-place";
import classes from "./facility-page.module.css";
import { usePlaceWords } from "./place-words";

interface PlaceAskFormProps {
  readonly place: PublicPlace;
  readonly asked: AskedOfPlace;
  readonly unread: NotAsked;
  /** what the search had asked, which travels along */
  readonly along: readonly (readonly [name: string, value: string])[];
}

/** When one would start, how old, which hardship: a plain form whose answers stand in the address and nowhere else. */
export function PlaceAskForm({ place, asked, unread, along }: PlaceAskFormProps) {
  const { t } = useTranslation("finder");
  const words = usePlaceWords();
  const { helps, isOfChildren, months } = place;
  const asks = ["start", isOfChildren ? "born" : helps.age ? "age" : "", helps.hardships.length > 0 ? "hardship" : ""];
  const marked = (field: keyof NotAsked) =>
    unread[field] ? { "aria-invalid": true, "aria-describedby": `${field}-problem` } : {};
  const problem = (field: keyof NotAsked) =>
    unread[field] && (
      <span id={`${field}-problem`} className={classes.problem}>
        {t(`place.ask.${unread[field].why}`, { given: unread[field].given, month: words.month(`${asked.start}-01`) })}
      </span>
    );
  return (
    <form method="get" action={`/find/${place.facility.id}`} className={classes.form}>
      {along
        .filter(([name]) => !asks.includes(name))
        .map(([name, value]) => (
          <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
        ))}
      <label className={classes.field}>
        {t("place.ask.start")}
        <select name="start" defaultValue={asked.start} {...marked("start")}>
          {monthsOffered(place.today).map((month) => (
            <option key={month} value={month}>
              {words.month(`${month}-01`)}
            </option>
          ))}
        </select>
        {problem("start")}
      </label>
      {isOfChildren ? (
        <label className={classes.field}>
          {t("place.ask.born")}
          <input
            {...{ name: "born", type: unread.born ? "text" : "date", ...marked("born") }}
            defaultValue={unread.born?.given ?? asked.born ?? ""}
            max={`${Number(place.today.slice(0, 4)) + 1}${place.today.slice(4)}`}
          />
          {problem("born")}
        </label>
      ) : (
        helps.age && (
          <label className={classes.field}>
            {t("place.ask.age")}
            <input
              {...{ name: "age", inputMode: "numeric", size: 4, pattern: YEARS_PATTERN, title: t("place.ask.age") }}
              {...marked("age")}
              defaultValue={unread.age?.given ?? asked.age ?? ""}
            />
            {problem("age")}
          </label>
        )
      )}
      {helps.hardships.length > 0 && (
        <fieldset className={classes.ticks}>
          <legend>{t("place.ask.hardship")}</legend>
          {helps.hardships.map((hardship) => (
            <label key={hardship} className={classes.tick}>
              <input type="checkbox" name="hardship" value={hardship} defaultChecked={asked.hardships.includes(hardship)} />
              {t(`hardship.${hardship}`)}
            </label>
          ))}
        </fieldset>
      )}
      <button type="submit" className={classes.button}>
        {t("place.ask.apply")}
      </button>
      <p className={classes.quiet}>
        {isOfChildren && months !== null && `${t("place.ask.atAge", { months })} `}
        {t("place.ask.note")}
      </p>
    </form>
  );
}
