import { useTranslation } from "react-i18next";
import classes from "./open-data-page.module.css";

export interface OpenDataShown {
  readonly origin: string;
  readonly city: { readonly code: string; readonly nameZh: string; readonly nameEn: string; readonly isDemo: boolean } | null;
  readonly date: string;
  readonly demo: { readonly zh: string; readonly en: string } | null;
  readonly method: { readonly zh: string; readonly en: string };
  readonly licence: { readonly name: string; readonly url: string | null } | null;
  /** services of the city, by their keys */
  readonly types: readonly string[];
  /** days a word about vacancies is fresh */
  readonly freshDays: number | null;
}

const WHAT = ["services", "locations", "vacancies", "counts"] as const;

/** What is open, how fresh it is, by which terms, and how to ask for it: for whoever writes a program or keeps a website. */
export function OpenDataPage({ origin, city, date, demo, method, licence, types, freshDays }: OpenDataShown) {
  const { t, i18n } = useTranslation("catalog");
  const language = i18n.language === "en" ? "en" : "zh";
  const api = `${origin}/api/v1`;
  const of = city ? `city=${city.code}` : "";
  const type = types[0] ?? "day-care";
  const frame = `${origin}/embed/find?${of}`;
  const frameName = t("openData.page.frame.name");
  return (
    <main className={classes.page}>
      <h1>{t("openData.page.title")}</h1>
      <p>{t("openData.page.lead")}</p>
      {demo && (
        <p>
          <strong>{demo[language]}</strong>
        </p>
      )}
      <h2>{t("openData.page.what.title")}</h2>
      <ul>
        {WHAT.map((one) => (
          <li key={one}>{t(`openData.page.what.${one}`)}</li>
        ))}
      </ul>
      <p>{t("openData.page.private")}</p>
      <h2>{t("openData.page.fresh.title")}</h2>
      <p>{t("openData.page.fresh.now", { date })}</p>
      {freshDays !== null && <p>{t("openData.page.fresh.days", { days: freshDays })}</p>}
      <p>{t("openData.page.fresh.changes")}</p>
      <h2>{t("openData.page.method")}</h2>
      <p>{method[language]}</p>
      <h2>{t("openData.page.licence.title")}</h2>
      <p>
        {licence === null ? (
          t("openData.page.licence.none")
        ) : licence.url === null ? (
          licence.name
        ) : (
          <a href={licence.url} rel="license noopener">
            {licence.name}
          </a>
        )}
      </p>
      <h2>{t("openData.page.ask.title")}</h2>
      <p>
        {t("openData.page.ask.what")} <a href="/api/v1/openapi.json">{t("openData.page.ask.document")}</a>
      </p>
      <Example title={t("openData.page.ask.list")} lines={[`curl '${api}/services?${of}&service_type=${type}&per_page=20'`]} />
      <Example
        title={t("openData.page.ask.walk")}
        lines={[`curl '${api}/services?${of}&service_type=${type}&near=113.6254,34.7466&walking_minutes=15'`]}
      />
      <Example
        title={t("openData.page.ask.since")}
        lines={[`curl '${api}/services?${of}&minimal=true&modified_after=${date}T00:00:00Z'`]}
      />
      <Example title={t("openData.page.ask.same")} lines={[`curl -H 'If-None-Match: W/"…"' '${api}/services?${of}'`]} />
      <h2>{t("openData.page.files.title")}</h2>
      <p>{t("openData.page.files.what")}</p>
      <ul>
        {(["csv", "geojson", "json"] as const).map((ending) => (
          <li key={ending}>
            <a href={`/api/v1/facilities.${ending}?${of}`}>{t(`openData.page.files.${ending}`)}</a>
          </li>
        ))}
      </ul>
      <h2>{t("openData.page.frame.title")}</h2>
      <p>{t("openData.page.frame.what")}</p>
      <Example
        title={t("openData.page.frame.snippet")}
        lines={[`<iframe src="${frame}" title="${frameName}"`, '  width="100%" height="640" loading="lazy"></iframe>']}
      />
    </main>
  );
}

function Example({ title, lines }: { readonly title: string; readonly lines: readonly string[] }) {
  return (
    <figure>
      <figcaption>{title}</figcaption>
      <pre>
        <code>{lines.join("\n")}</code>
      </pre>
    </figure>
  );
}
