import siting from "../../modules/siting/ui/strings.en.json";
import { strings as desk } from "./desk-en";

/** All words, for the server. */
export const strings: typeof desk = { ...desk, siting };
