/** What stands behind «?» makes it a file of its own for the build, of which only the named parts are kept. */
type Part = import("i18next").ResourceKey;

declare module "*.json?search" {
  export const hardship: Part, map: Part, search: Part;
}
declare module "*.json?place" {
  export const compare: Part, contact: Part, hardship: Part, place: Part, question: Part;
}
declare module "*.json?contact" {
  export const alert: Part, ask: Part, contact: Part, inbox: Part, question: Part, tour: Part;
}
