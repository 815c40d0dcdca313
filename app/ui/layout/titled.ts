import type { MetaDescriptor } from "@remix-run/node";

/** The title a loader gave; a page that could not be loaded keeps the house's own. */
export const titled = ({ data }: { readonly data: unknown }): MetaDescriptor[] => [
  {
    title:
      typeof data === "object" && data !== null && "title" in data && typeof data.title === "string"
        ? data.title
        : "一刻钟 Quarterhour",
  },
];
