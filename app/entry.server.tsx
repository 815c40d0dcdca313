import {
  createReadableStreamFromReadable,
  type AppLoadContext,
  type EntryContext,
  type LoaderFunctionArgs,
} from "@remix-run/node";
import { RemixServer } from "@remix-run/react";
import { isbot } from "isbot";
import { renderToPipeableStream } from "react-dom/server";
import { I18nextProvider } from "react-i18next";
import { keptFromCaches } from "~/platform/kept-from-caches.server";
import { languageOf } from "~/platform/language.server";
import { isLightPage, withListOfPages } from "~/platform/list-of-pages.server";
import { log } from "~/platform/log.server";
import { factsOf, pathFact } from "~/platform/log-facts.server";
import { wholeLetters } from "~/platform/whole-letters.server";
import { packedPage, wholePage, withDataRead } from "~/platform/whole-page.server";
import { strings as en } from "~/ui/languages/en";
import { translator } from "~/ui/languages/translator";
import { withKnownWords } from "~/ui/languages/known-words";
import { strings as zh } from "~/ui/languages/zh";
import { ScriptNonce } from "~/ui/layout/script-nonce";

declare module "@remix-run/node" {
  interface AppLoadContext {
    /** allows this answer's own inline scripts and no others */
    readonly cspNonce: string;
  }
}

/** Nothing of a reader is in them: one of each language serves all pages. */
const ENGLISH = withKnownWords(translator("en", en));
const CHINESE = withKnownWords(translator("zh", zh));

const GIVE_UP_AFTER_MS = 15_000;

/** What a loader or an action threw and nobody expected: told without the values it was about. */
export function handleError(error: unknown, { request }: { readonly request: Request }): void {
  if (!request.signal.aborted) log("error", "page failed", { path: pathFact(new URL(request.url).pathname), ...factsOf(error) });
}

/** What pages ask for after they stand: the same care as for the page itself. */
export function handleDataRequest(response: Response, { request }: Pick<LoaderFunctionArgs, "request">): Response {
  keptFromCaches(request, response.headers);
  return response;
}

export default async function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  context: EntryContext,
  loadContext: AppLoadContext,
): Promise<Response> {
  const language = await languageOf(request);
  const nonce = loadContext.cspNonce;
  const isLight = isLightPage(context);
  const drawn = withListOfPages(isLight ? await withDataRead(context) : context);
  const page = (
    <ScriptNonce.Provider value={nonce}>
      <I18nextProvider i18n={language === "en" ? ENGLISH : CHINESE}>
        <RemixServer context={drawn} url={request.url} abortDelay={GIVE_UP_AFTER_MS} nonce={nonce} />
      </I18nextProvider>
    </ScriptNonce.Provider>
  );
  const tellKind = () => {
    headers.set("Content-Type", "text/html; charset=utf-8");
    headers.set("Vary", "Accept-Language, Cookie");
    keptFromCaches(request, headers);
  };
  if (isLight) {
    const whole = wholePage(page);
    tellKind();
    return packedPage(request, whole, { headers, status });
  }
  return new Promise((resolve, reject) => {
    let answered = false;
    const body = wholeLetters();
    const { pipe, abort } = renderToPipeableStream(page, {
      nonce,
      [isbot(request.headers.get("User-Agent")) ? "onAllReady" : "onShellReady"]() {
        answered = true;
        tellKind();
        resolve(new Response(createReadableStreamFromReadable(body), { headers, status }));
        pipe(body);
      },
      onShellError: reject,
      onError(error: unknown) {
        if (answered) log("error", "page broke off", factsOf(error));
      },
    });
    // An answer that left keeps its page no longer in memory.
    const givingUp = setTimeout(abort, GIVE_UP_AFTER_MS + 1000).unref();
    body.once("close", () => clearTimeout(givingUp));
  });
}
