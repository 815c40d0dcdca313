import { useTranslation } from "react-i18next";
import { DEMO_MARK } from "~/modules/places/domain/city";
import type { OfferLine } from "../domain/offer-line";
import type { PlaceRead } from "../domain/place-choice";
import { useOfferWords } from "./use-offer-words";

export interface WidgetShown {
  /** where the pages of this installation stand */
  readonly origin: string;
  readonly city: { readonly code: string; readonly nameZh: string; readonly nameEn: string; readonly isDemo: boolean };
  readonly types: readonly { readonly key: string; readonly nameZh: string; readonly nameEn: string }[];
  readonly asked: { readonly type: string; readonly words: string; readonly walker: string; readonly minutes: number };
  readonly today: string;
  readonly read: PlaceRead;
  readonly offers:
    readonly { readonly id: string; readonly name: string; readonly address: string; readonly line: OfferLine }[] | null;
  /** lets its one style sheet through */
  readonly nonce: string;
}

/**
 * A whole page for a frame on somebody else's site: a form, the nearest few, links that open /find in a tab of their own. No script, no
 * cookie, nothing fetched from anywhere.
 */
export function FindWidget(shown: WidgetShown) {
  const { t, i18n } = useTranslation("finder");
  const { origin, city, types, asked, nonce } = shown;
  const isEnglish = i18n.language === "en";
  const nameOf = (entry: { nameZh: string; nameEn: string }) => (isEnglish ? entry.nameEn : entry.nameZh);
  const params = new URLSearchParams({ city: city.code, need: asked.type, place: asked.words });
  return (
    <html lang={isEnglish ? "en" : "zh-CN"}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>{t("widget.title", { city: nameOf(city) })}</title>
        <style nonce={nonce}>{LOOK}</style>
      </head>
      <body>
        <main>
          <h1>{t("widget.title", { city: nameOf(city) })}</h1>
          {city.isDemo && <p className="demo">{isEnglish ? DEMO_MARK.en : DEMO_MARK.zh}</p>}
          <form action="/embed/find" method="get">
            <input type="hidden" name="city" value={city.code} />
            <input type="hidden" name="lng" value={i18n.language} />
            <label>
              {t("search.where")}
              <input name="place" defaultValue={asked.words} maxLength={80} required placeholder={t("widget.example")} />
            </label>
            <label>
              {t("search.what")}
              <select name="need" defaultValue={asked.type}>
                {types.map((type) => (
                  <option key={type.key} value={type.key}>
                    {nameOf(type)}
                  </option>
                ))}
              </select>
            </label>
            <button>{t("search.go")}</button>
          </form>
          <Results {...shown} />
          <p>
            <a href={`${origin}/find?${params}`} target="_blank" rel="noopener">
              {t("widget.all")}
            </a>
          </p>
        </main>
      </body>
    </html>
  );
}

function Results({ origin, city, asked, today, read, offers }: WidgetShown) {
  const { t, i18n } = useTranslation("finder");
  const words = useOfferWords(asked.walker, today);
  if (read.kind === "several" || read.kind === "none") {
    const choices = read.kind === "several" ? read.choices : read.districts;
    return (
      <section role="alert">
        <h2>{t(read.kind === "several" ? "search.placeSeveral" : "search.placeNone", { words: asked.words })}</h2>
        <ul>
          {choices.map((choice, nth) => {
            const [name, within] = i18n.language === "en" ? [choice.nameEn, choice.withinEn] : [choice.name, choice.within];
            const place =
              i18n.language === "en" ? [name, within].filter(Boolean).join(", ") : `${within.replaceAll(" ", "")}${name}`;
            const params = new URLSearchParams({ city: city.code, lng: i18n.language, need: asked.type, place });
            return (
              <li key={nth}>
                <a href={`/embed/find?${params}`}>{name}</a> <small>{within}</small>
              </li>
            );
          })}
        </ul>
      </section>
    );
  }
  if (read.kind === "unplaced") return <p role="alert">{t("search.placeUnplaced", { words: asked.words })}</p>;
  if (offers === null) return <p>{t("widget.first")}</p>;
  if (offers.length === 0) return <p role="status">{t("widget.none", { minutes: asked.minutes })}</p>;
  return (
    <ol>
      {offers.map(({ id, name, address, line }) => (
        <li key={id}>
          <a href={`${origin}/find/${id}`} target="_blank" rel="noopener">
            {name}
          </a>
          <p>{words(line).join(" · ")}</p>
          <small>{address}</small>
        </li>
      ))}
    </ol>
  );
}

const LOOK = `
:root{color-scheme:light dark}
body{margin:0;font:1rem/1.5 system-ui,sans-serif}
main{padding:1rem;max-width:40rem}
h1{font-size:1.125rem;margin:0 0 .5rem}h2{font-size:1rem}
.demo{font-weight:600}
form{display:grid;gap:.75rem}
label{display:grid;gap:.25rem}
input,select,button{font:inherit;min-height:2.75rem;padding:0 .75rem;box-sizing:border-box;width:100%}
ol,ul{padding-left:1.5rem}li{margin:.75rem 0}li p{margin:.25rem 0}
a{display:inline-block;min-height:1.5rem}
`;
