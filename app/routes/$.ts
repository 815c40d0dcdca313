import type { PageHandle } from "~/ui/layout/page-title";

export const handle: PageHandle = { title: "error.not-found.title" };

/** Whatever no other page answers to: said inside the frame of every screen. */
export function loader(): never {
  throw new Response(null, { status: 404 });
}

export const action = loader;

export default function NoSuchPage() {
  return null;
}
