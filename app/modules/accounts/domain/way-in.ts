/** How somebody comes in: by a password, by a phone and its PIN alone, or by their organisation's sign-in alone. */
export type WayIn = "password" | "phone" | "organisation";

const ALL = ["", "/name", "/password", "/second-factor", "/sessions"] as const;
export type AccountPath = (typeof ALL)[number];

/** A PIN vouches for nothing but visiting: what asks for more than that is no page of theirs. */
const BY_WAY: Record<WayIn, readonly AccountPath[]> = {
  password: ALL,
  organisation: ["", "/name", "/second-factor", "/sessions"],
  phone: ["", "/sessions"],
};

/** The pages of somebody's own account that they can do something on. */
export const accountPagesOf = (way: WayIn): readonly AccountPath[] => BY_WAY[way];
