import { createContext } from "react";

/** The nonce of the answer being rendered. Empty in the browser, which hides it from the page's markup. */
export const ScriptNonce = createContext("");

/** In the browser: the nonce of the page that is open, for style sheets made while it is. */
export const nonceOfPage = (): string => document.querySelector<HTMLScriptElement>("script[nonce]")?.nonce ?? "";
