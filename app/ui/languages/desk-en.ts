/** What every desk and phone has at hand. */
import type { ResourceKey } from "i18next";
import { stringsByNamespace } from "./strings-by-namespace";

export const strings = stringsByNamespace(
  import.meta.glob<ResourceKey>(
    [
      "../../modules/*/ui/strings.en.json",
      "!../../modules/siting/ui/strings.en.json",
      "../../modules/*/ui/care/strings.en.json",
      "../{layout,map}/strings.en.json",
    ],
    {
      eager: true,
      import: "default",
    },
  ),
);
