import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { renderToStaticMarkup } from "react-dom/server";
import { I18nextProvider } from "react-i18next";
import { openMethodRefusal } from "~/modules/catalog/ui/open-data-words";
import { FindWidget } from "~/modules/finder/ui/find-widget";
import { widgetPage } from "~/modules/finder/use-cases/widget-page.server";
import { currentCity } from "~/modules/places/use-cases/current-city.server";
import { publicOrigin } from "~/platform/environment.server";
import { languageOf } from "~/platform/language.server";
import { openProblem } from "~/platform/open-answer.server";
import { strings as en } from "~/ui/languages/en";
import { translator } from "~/ui/languages/translator";
import { strings as zh } from "~/ui/languages/zh";

/** Public: the finder as a page for a frame on any site (web-guards opens this one address to frames). */
export async function loader({ request, context }: LoaderFunctionArgs): Promise<Response> {
  const [language, city] = [await languageOf(request), await currentCity(request)];
  const page = city && (await widgetPage(city, new URL(request.url).searchParams));
  if (!city || !page) return new Response("", { status: 404, headers: { "Content-Type": "text/plain; charset=utf-8" } });
  const origin = publicOrigin() ?? new URL(request.url).origin;
  const markup = renderToStaticMarkup(
    <I18nextProvider i18n={translator(language, language === "en" ? en : zh)}>
      <FindWidget {...page} {...{ city, origin, nonce: context.cspNonce }} />
    </I18nextProvider>,
  );
  return new Response(`<!doctype html>${markup}`, {
    // Where somebody starts from stands in the address: no store on the way keeps the answer.
    headers: {
      "Content-Type": "text/html; charset=utf-8",
      "Cache-Control": "private, no-store",
      Vary: "Accept-Language, Cookie",
    },
  });
}

export const action = ({ request }: ActionFunctionArgs): Response => openProblem(openMethodRefusal(request));
