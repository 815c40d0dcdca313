import { useTranslation } from "react-i18next";
import { LegendLine, LegendStep } from "~/ui/map/legend-swatch";
import type { WalkingRings } from "../domain/walking-rings";
import classes from "./find-map.module.css";

interface FindMapKeyProps {
  readonly rings: WalkingRings | null;
  readonly walker: string;
  readonly detour: number;
  readonly hasWay: boolean;
}

/** What the colours are, and by which way of counting: a shape of straight lines says that it is one. */
export function FindMapKey({ rings, walker, detour, hasWay }: FindMapKeyProps) {
  const { t } = useTranslation("finder");
  if (!rings && !hasWay) return null;
  return (
    <div className={classes.key}>
      {rings && (
        <>
          <ul>
            {rings.rings.map(({ minutes }, step) => (
              <li key={minutes}>
                <LegendStep step={step} /> {t("map.ring", { minutes })}
              </li>
            ))}
          </ul>
          <p>{t(`map.rings.${rings.isRough ? "rough" : rings.how}`, { walker, detour })}</p>
        </>
      )}
      {hasWay && (
        <p>
          <LegendLine /> {t("map.way")}
        </p>
      )}
    </div>
  );
}
