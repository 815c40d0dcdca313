import { useTranslation } from "react-i18next";
import type { StreetsUsed } from "../domain/method-statement";
import { countText, percentText } from "./figure-text";
import { MethodRow } from "./method-row";
import { SourceNote } from "./source-note";

interface StreetRowsProps {
  readonly streets: StreetsUsed;
  /** communities with a street, of all; null = this method asks for none */
  readonly onStreets: { readonly count: number; readonly of: number } | null;
}

/** Which streets were walked, and how this walker uses them. */
export function StreetRows({ streets: { network, use, useSource, snap, snapSource, snapMark }, onStreets }: StreetRowsProps) {
  const { t, i18n } = useTranslation("coverage");
  const count = (value: number) => countText(value, i18n.language);
  return (
    <>
      <MethodRow name={t("how.streets")}>
        {t("how.streetsIs", {
          file: network.sourceName,
          date: network.importedOn,
          junctions: count(network.junctions),
          kilometres: count(network.metres / 1_000),
        })}
        {onStreets && onStreets.of > 0 && (
          <div>{t("streets.onStreets", { count: onStreets.count, share: percentText(onStreets.count / onStreets.of) })}</div>
        )}
        <SourceNote source={network.attribution} />
      </MethodRow>
      <MethodRow name={t("how.streetUse")}>
        {t("how.streetUseIs", {
          movement: t(`how.movement.${use.movement}`),
          steps: use.stepsFactor,
          off: use.offStreetFactor,
        })}
        <SourceNote source={useSource} />
        <div>{t("how.snapIs", { snap })}</div>
        <SourceNote source={snapSource} mark={snapMark} />
        <div>{t("how.pastIs")}</div>
      </MethodRow>
    </>
  );
}
