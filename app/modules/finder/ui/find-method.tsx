import { useTranslation } from "react-i18next";
import type { ReachMethod } from "~/modules/places/domain/reach";
import { sourceWords } from "~/ui/languages/source-words";
import classes from "./find.module.css";

export interface ShownMethod {
  readonly method: ReachMethod;
  readonly walker: { readonly nameZh: string; readonly nameEn: string; readonly speedKmh: number; readonly source: string };
  readonly detour: { readonly value: number; readonly source: string };
  readonly streets: { readonly name: string; readonly importedOn: string; readonly attribution: string } | null;
}

/** How the minutes came about: by which way, at whose pace, from what and when. */
export function FindMethod({ method: { method, walker, detour, streets } }: { readonly method: ShownMethod }) {
  const { t, i18n } = useTranslation("finder");
  const said = (source: string) => sourceWords(source, i18n.language).text;
  const facts = {
    ...{ streets: streets?.name ?? "", date: streets?.importedOn ?? "", attribution: streets?.attribution ?? "" },
    ...{ detour: detour.value, source: said(detour.source) },
  };
  return (
    <details className={classes.fold}>
      <summary>{t("search.how")}</summary>
      <p>
        {t(`search.how_${method}`, facts)}{" "}
        {t("search.howSpeed", {
          walker: i18n.language === "en" ? walker.nameEn : walker.nameZh,
          kmh: walker.speedKmh,
          source: said(walker.source),
        })}
      </p>
    </details>
  );
}
