import { Alert } from "@mantine/core";
import { useTranslation } from "react-i18next";

export interface AccountProblem {
  readonly kind: string;
  readonly seconds?: number;
  readonly whose?: string;
  readonly least?: number;
  readonly most?: number;
  readonly digits?: number;
  readonly left?: number;
  readonly login?: string;
}

/** Why somebody did not get in, or what they chose is not taken, and what to do. */
export function AccountRefusal({ refusal }: { readonly refusal: AccountProblem | null | undefined }) {
  const { t } = useTranslation("accounts");
  if (!refusal) return null;
  const { kind, seconds = 0, whose } = refusal;
  const isSoon = seconds < 90;
  const wait = t(isSoon ? "wait.seconds" : "wait.minutes", { count: isSoon ? seconds : Math.ceil(seconds / 60) });
  return (
    <Alert color="red" role="alert">
      {kind === "try-later" ? t(`refused.try-later-${whose}`, { wait }) : t(`refused.${kind}`, { ...refusal })}
    </Alert>
  );
}
