import type { Role } from "./role";

/** The person on whose behalf a use case runs. */
export interface Actor {
  readonly personId: string;
  readonly name: string;
  readonly role: Role;
  /** the city this person works for; null = every city of the installation */
  readonly cityCode: string | null;
}
