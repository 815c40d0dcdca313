import type { Resource, ResourceKey } from "i18next";

/** `modules/catalog/ui/strings.zh.json` → namespace `catalog`; `modules/visits/ui/care/…` → `care`; `layout/strings.zh.json` → `layout`, `map/…` → `map`. */
export function stringsByNamespace(files: Record<string, ResourceKey>): Resource[string] {
  return Object.fromEntries(
    Object.entries(files).map(([path, strings]) => [/([^/.]+)\/(?:ui\/)?strings\./.exec(path)?.[1] ?? "layout", strings]),
  );
}
