import { Badge } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { FacilityState } from "../domain/life-cycle";

const COLOUR: Record<FacilityState, string> = {
  planned: "blue",
  building: "grape",
  operating: "jade",
  suspended: "orange",
  closed: "gray",
};

/** The word says the state; the colour only helps the eye. */
export function StateBadge({ state }: { readonly state: FacilityState }) {
  const { t } = useTranslation("catalog");
  return (
    <Badge
      variant="outline"
      color={COLOUR[state]}
      c="var(--mantine-color-text)"
      tt="none"
      fw={500}
      size="lg"
      radius="sm"
      miw="max-content"
    >
      {t(`state.${state}`)}
    </Badge>
  );
}
