import { createContext } from "react";

/** The nonce of the answer being rendered. Empty in the browser, which hides it from the page's markup. */
export const ScriptNonce = createContext("");

/** In the browser: the nonce of the page that is open, for style sheets made while it is. Elsewhere there is none. */
export const nonceOfPage = (): string =>
  typeof document === "undefined" ? "" : (document.querySelector<HTMLElement>("script[nonce],style[nonce]")?.nonce ?? "");
