import { openTabularFile, type OpenedFile } from "~/platform/tabular-file.server";

/** Worker thread: an old .xls, which may keep its reader for ever. */
export const run = ({ bytes, mostRows }: { readonly bytes: Uint8Array; readonly mostRows?: number }): OpenedFile =>
  openTabularFile(bytes, mostRows);
