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
  useRouteLoaderData,
} from "@remix-run/react";
import { useContext, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { currentActor } from "~/modules/accounts/use-cases/current-actor.server";
import { ComputingStrip } from "~/modules/coverage/ui/computing-strip";
import { cities, currentCity } from "~/modules/places/use-cases/current-city.server";
import { displayOf } from "~/platform/display.server";
import { languageOf } from "~/platform/language.server";
import { keptColorScheme } from "~/ui/layout/color-scheme";
import { DEFAULT_DISPLAY } from "~/ui/layout/display";
import { ErrorScreen } from "~/ui/layout/error-screen";
import { PageTitle } from "~/ui/layout/page-title";
import { OldBrowserLook, OldBrowserNote } from "~/ui/layout/old-browser-note";
import { nonceOfPage, ScriptNonce } from "~/ui/layout/script-nonce";
import { Shell } from "~/ui/layout/shell";
import { theme } from "~/ui/layout/theme";

export const links: LinksFunction = () => [{ rel: "icon", href: "/favicon.svg", type: "image/svg+xml" }];

/** The frame stays as it is while one walks about: offline too, and without asking the database who is there at every step. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ formMethod, currentUrl, nextUrl }) =>
  (formMethod ?? "GET") !== "GET" ||
  nextUrl.pathname === "/sign-in" ||
  currentUrl.searchParams.get("city") !== nextUrl.searchParams.get("city");

export async function loader({ request }: LoaderFunctionArgs) {
  const [language, display, actor, all, city] = await Promise.all([
    languageOf(request),
    displayOf(request),
    currentActor(request),
    cities(),
    currentCity(request),
  ]);
  return { language, display, actor: actor && { name: actor.name, role: actor.role }, cities: all, city };
}

export function Layout({ children }: { children: ReactNode }) {
  const data = useRouteLoaderData<typeof loader>("root");
  const { i18n } = useTranslation();
  const { elder, scheme } = data?.display ?? DEFAULT_DISPLAY;
  const nonce = useContext(ScriptNonce);
  return (
    <html
      lang={(data?.language ?? i18n.language) === "en" ? "en" : "zh-CN"}
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
        <PageTitle />
        <Meta />
        <Links />
      </head>
      <body>
        <OldBrowserNote />
        <MantineProvider
          theme={theme}
          defaultColorScheme={scheme}
          colorSchemeManager={keptColorScheme(scheme)}
          getStyleNonce={() => nonce || nonceOfPage()}
        >
          {children}
        </MantineProvider>
        <ScrollRestoration nonce={nonce} />
        <Scripts nonce={nonce} />
      </body>
    </html>
  );
}

export default function App() {
  return (
    <Shell {...useLoaderData<typeof loader>()}>
      <ComputingStrip />
      <Outlet />
    </Shell>
  );
}

export function ErrorBoundary() {
  const shell = useRouteLoaderData<typeof loader>("root");
  if (!shell) return <ErrorScreen />;
  return (
    <Shell {...shell}>
      <ErrorScreen />
    </Shell>
  );
}
