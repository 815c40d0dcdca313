import { createContext } from "react";

/** The nonce of the answer being rendered. Empty in the browser, which hides it from scripts and needs it no more. */
export const ScriptNonce = createContext("");
