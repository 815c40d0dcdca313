import { useTranslation } from "react-i18next";
import { DEMO_MARK } from "~/modules/places/domain/city";
import type { OfferLine } from "../domain/offer-line";
import { quoted, type PlaceRead } from "../domain/place-choice";
import { monthName } from "./month-name";
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
    | readonly {
        readonly id: string;
        readonly name: string;
        readonly address: string;
        readonly line: OfferLine;
        readonly expectedFrom: string | null;
      }[]
    | null;
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
        <h2>{t(read.kind === "several" ? "search.placeSeveral" : "search.placeNone", { words: quoted(asked.words) })}</h2>
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
  if (read.kind === "unplaced") return <p role="alert">{t("search.placeUnplaced", { words: quoted(asked.words) })}</p>;
  if (offers === null) return <p>{t("widget.first")}</p>;
  if (offers.length === 0) return <p role="status">{t("widget.none", { minutes: asked.minutes })}</p>;
  return (
    <ol>
      {offers.map(({ id, name, address, line, expectedFrom }) => (
        <li key={id}>
          <a href={`${origin}/find/${id}`} target="_blank" rel="noopener">
            {name}
          </a>
          <p>{words(line).join(" · ")}</p>
          {expectedFrom && <p className="expected">{t("search.expected", { month: monthName(expectedFrom, i18n.language) })}</p>}
          <small>{address}</small>
        </li>
      ))}
    </ol>
  );
}

/** Neither quotes nor «>»: React writes them as entities, which a style sheet does not read. */
const LOOK = `
:root{color-scheme:light dark;--jade:#0f766e;--ink:light-dark(#1b1a17,#e8e4da);--quiet:light-dark(#57534a,#b3ada0);--line:light-dark(#ddd6c7,#3a3d40);--paper:light-dark(#fff,#1b1d20);--link:light-dark(#0b5f58,#5eead4)}
body{margin:0;font:1rem/1.55 PingFang SC,Noto Sans CJK SC,Microsoft YaHei,system-ui,sans-serif;color:var(--ink);background:var(--paper)}
main{padding:1rem;max-width:40rem}
h1{font-size:1.2rem;line-height:1.3;margin:0 0 .75rem}h2{font-size:1rem;margin:1rem 0 .5rem}
.demo{margin:0 0 .75rem;padding:.35rem .75rem;border-radius:6px;background:light-dark(#fdf3d7,#4a3b12);font-size:.9rem}
form{display:grid;gap:.75rem;padding-bottom:1rem;border-bottom:1px solid var(--line)}
label{display:grid;gap:.25rem;font-weight:600}
input,select,button{font:inherit;font-weight:400;min-height:2.75rem;padding:0 .75rem;box-sizing:border-box;width:100%;border-radius:6px;border:1px solid var(--quiet);color:inherit;background:var(--paper)}
button{border:0;background:var(--jade);color:#fff;font-weight:650;cursor:pointer}
ol,ul{list-style:none;margin:0;padding:0}
ol{counter-reset:n}ol li{counter-increment:n;position:relative;padding:.75rem 0 .75rem 1.75rem;border-bottom:1px solid var(--line)}
ol li::before{content:counter(n);position:absolute;left:0;color:var(--quiet);font-variant-numeric:tabular-nums}
ul li{padding:.25rem 0}li p{margin:.15rem 0;font-variant-numeric:tabular-nums}
.expected,small{color:var(--quiet)}
a{display:inline-block;min-height:1.75rem;color:var(--link)}ol a{font-weight:600}
`;
