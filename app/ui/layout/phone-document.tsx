import { useEffect, useState } from "react";

/** Pages of a caregiver's phone: they open without a network, from one shell, and ask the server for no page. */
export const isOnPhone = (pathname: string): boolean => /^\/care(\/|$)/.test(pathname);

/** In the head of those pages: the look the phone keeps, before anything is drawn, and what makes them an app of their own. */
export const PhoneHead = () => (
  <>
    <script src="/kept-look.js" />
    <link rel="manifest" href="/manifest.webmanifest" />
    <link rel="apple-touch-icon" href="/icons/care-180.png" />
    <meta name="apple-mobile-web-app-title" content="探访" />
    <meta name="theme-color" content="#0f766e" />
  </>
);

/** Pages of the phone and all others are documents apart, with guards and data of their own: whoever crosses over is given the other one. */
export function useDocumentOfItsOwn(isPhone: boolean): void {
  const [opened] = useState(isPhone);
  useEffect(() => {
    if (opened !== isPhone) window.location.reload();
  }, [opened, isPhone]);
}
