/** What every desk and phone has at hand. */
import type { ResourceKey } from "i18next";
import { stringsByNamespace } from "./strings-by-namespace";

export const strings = stringsByNamespace(
  import.meta.glob<ResourceKey>(
    [
      "../../modules/*/ui/strings.zh.json",
      "!../../modules/siting/ui/strings.zh.json",
      "../../modules/*/ui/care/strings.zh.json",
      "../{layout,map}/strings.zh.json",
    ],
    {
      eager: true,
      import: "default",
    },
  ),
);
