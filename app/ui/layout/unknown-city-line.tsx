import { useTranslation } from "react-i18next";
import { cityName } from "./city-name";
import type { Frame } from "./frame";
import classes from "./line.module.css";

/** An address named a city that is not there: whoever followed it is told whose figures these are instead. */
export function UnknownCityLine({ unknownCity, city, language }: Pick<Frame, "unknownCity" | "city" | "language">) {
  const { t } = useTranslation("layout");
  if (unknownCity === null || !city) return null;
  return (
    <aside className={`${classes.line} no-print`} aria-label={t("city.label")}>
      {t("city.unknown", { code: unknownCity, name: cityName(city, language) })}
    </aside>
  );
}
