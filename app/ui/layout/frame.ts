import { useRouteLoaderData } from "@remix-run/react";
import type { Role } from "~/modules/accounts/domain/role";
import type { City } from "~/modules/places/domain/city";
import type { Display } from "./display";

/** What every frame is told of the reader and of the city: the answer of the root's loader. */
export interface Frame {
  readonly language: "zh" | "en";
  readonly display: Display;
  readonly actor: { readonly name: string; readonly role: Role } | null;
  /** whoever looks after people may be told of alarms */
  readonly mayBeTold: boolean;
  readonly offersOwnCity: boolean;
  readonly cities: readonly Pick<City, "code" | "nameZh" | "nameEn">[];
  /** what an address named as its city and none is */
  readonly unknownCity: string | null;
  readonly city: Pick<City, "code" | "nameZh" | "nameEn" | "isDemo"> | null;
}

/** Undefined where the server was not asked (a page that opens without a network) or could not answer. */
export const useFrame = (): Frame | undefined => useRouteLoaderData("root");
