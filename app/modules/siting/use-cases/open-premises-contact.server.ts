import type { Actor } from "~/modules/accounts/domain/actor";
import { mayIn } from "~/modules/accounts/domain/may";
import { openSensitive, type OpeningRefusal, type OpeningWish } from "~/modules/accounts/use-cases/open-sensitive.server";
import { LINES } from "~/shared/line";
import type { Verdict } from "~/shared/verdict";
import { findPremises } from "../data/premises-rows.server";
import { openPremisesContact as opened } from "../data/premises-sealed.server";

const OPENS = ["read:private-contacts", "open:sensitive"] as const;

/** Opens whom to ask about premises, for a reason that goes on record. */
export const openPremisesContact = (actor: Actor, id: string, wish: OpeningWish): Promise<Verdict<string, OpeningRefusal>> =>
  openSensitive(
    actor,
    {
      ...{ kind: "premises", id, field: "premises-contact", permission: "read:private-contacts" },
      async find(uow) {
        const found = await findPremises(uow, id);
        const cipher = found?.premises.contactCipher;
        if (!found || !cipher) return null;
        const { areaCode } = found.premises;
        const line = (["", ...LINES] as const).find((one) => OPENS.every((what) => mayIn(actor, what, areaCode, one))) ?? "";
        const open = () => {
          const { name, phone } = opened(id, cipher);
          return [name, phone].filter(Boolean).join(" ");
        };
        return { areaCode, line, open };
      },
    },
    wish,
  );
