import "@mantine/core/styles.css";
import "~/ui/layout/base.css";
import { ColorSchemeScript, MantineProvider } from "@mantine/core";
import type { LinksFunction, LoaderFunctionArgs } from "@remix-run/node";
import {
  Links,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
  type ShouldRevalidateFunction,
  useLoaderData,
  useLocation,
  useRouteLoaderData,
} from "@remix-run/react";
import { useContext, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { startsOwnCity } from "~/modules/accounts/domain/may";
import { currentActor } from "~/modules/accounts/use-cases/current-actor.server";
import { MAY_BE_TOLD } from "~/modules/work-orders/domain/alarm";
import { citiesOf, currentCity } from "~/modules/places/use-cases/current-city.server";
import { displayOf } from "~/platform/display.server";
import { languageOf } from "~/platform/language.server";
import { isOnPhone, PhoneHead, useDocumentOfItsOwn } from "~/ui/layout/phone-document";
import { keptColorScheme, phoneColorScheme } from "~/ui/layout/color-scheme";
import { DEFAULT_DISPLAY } from "~/ui/layout/display";
import type { Frame } from "~/ui/layout/frame";
import { ErrorScreen } from "~/ui/layout/error-screen";
import { useKeptLook, useLookKept } from "~/ui/layout/kept-look";
import { PageTitle } from "~/ui/layout/page-title";
import { PhoneOpening } from "~/ui/layout/phone-opening";
import { OldBrowserLook, OldBrowserNote } from "~/ui/layout/old-browser-note";
import { nonceOfPage, ScriptNonce } from "~/ui/layout/script-nonce";
import { theme } from "~/ui/layout/theme";
import { ThemeStyle } from "~/ui/layout/theme-style";
import { useWordsOfPage } from "~/ui/languages/words-of-page";

export const links: LinksFunction = () => [{ rel: "icon", href: "/favicon.svg", type: "image/svg+xml" }];

/** The frame stays as it is while one walks about: offline too, and without asking the database who is there at every step. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ formMethod, currentUrl, nextUrl }) =>
  (formMethod ?? "GET") !== "GET" ||
  nextUrl.pathname === "/sign-in" ||
  currentUrl.searchParams.get("city") !== nextUrl.searchParams.get("city");

export async function loader({ request }: LoaderFunctionArgs): Promise<Frame> {
  const [language, display, actor, all, city] = await Promise.all([
    languageOf(request),
    displayOf(request),
    currentActor(request),
    citiesOf(request),
    currentCity(request),
  ]);
  const offersOwnCity = startsOwnCity(actor);
  const mayBeTold = actor?.grants.some(({ role }) => MAY_BE_TOLD.includes(role)) ?? false;
  const asked = new URL(request.url).searchParams.get("city");
  const unknownCity = asked !== null && asked !== "" && asked !== city?.code ? asked.slice(0, 20) : null;
  const who = actor && { name: actor.name, role: actor.role };
  return { language, display, actor: who, mayBeTold, offersOwnCity, cities: all, unknownCity, city };
}

export function Layout({ children }: { children: ReactNode }) {
  const data = useRouteLoaderData<typeof loader>("root");
  const { i18n } = useTranslation();
  const isPhone = isOnPhone(useLocation().pathname);
  const kept = useKeptLook();
  const { elder, scheme } = (isPhone && kept) || (data?.display ?? DEFAULT_DISPLAY);
  const language = isPhone ? i18n.language : (data?.language ?? i18n.language);
  const nonce = useContext(ScriptNonce);
  return (
    <html
      lang={language === "en" ? "en" : "zh-CN"}
      data-elder={elder ? "" : undefined}
      data-mantine-color-scheme={scheme === "dark" ? "dark" : "light"}
      suppressHydrationWarning
    >
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <OldBrowserLook nonce={nonce} />
        <ColorSchemeScript
          nonce={nonce}
          defaultColorScheme={scheme}
          localStorageKey="quarterhour-none"
          suppressHydrationWarning
        />
        {isPhone && <PhoneHead />}
        <PageTitle />
        <Meta />
        <Links />
        <ThemeStyle nonce={nonce} />
      </head>
      <body>
        <OldBrowserNote />
        <MantineProvider
          theme={theme}
          defaultColorScheme={scheme}
          colorSchemeManager={isPhone ? phoneColorScheme : keptColorScheme(scheme)}
          getStyleNonce={() => nonce || nonceOfPage()}
          withCssVariables={false}
        >
          {children}
        </MantineProvider>
        <ScrollRestoration nonce={nonce} />
        <Scripts nonce={nonce} />
      </body>
    </html>
  );
}

/** Shown while the scripts of a caregiver's page come; the shell of those pages (scripts/care-shell.mjs) holds nothing else. */
export const HydrateFallback = () => <PhoneOpening />;

export default function App() {
  // The shell of the phone's pages asks the server nothing: there is no answer of the loader in it.
  const data = useLoaderData<typeof loader | null>();
  const isPhone = isOnPhone(useLocation().pathname);
  useDocumentOfItsOwn(isPhone);
  useLookKept(isPhone || !data ? null : { language: data.language, ...data.display });
  useWordsOfPage();
  return <Outlet />;
}

/** Where not even a frame could be laid out; each frame (app/frames/) says by itself what went wrong inside it. */
export function ErrorBoundary() {
  return <ErrorScreen home={isOnPhone(useLocation().pathname) ? "/care" : "/"} />;
}
