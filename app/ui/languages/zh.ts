import siting from "../../modules/siting/ui/strings.zh.json";
import { strings as desk } from "./desk-zh";

/** All words, for the server. */
export const strings: typeof desk = { ...desk, siting };
