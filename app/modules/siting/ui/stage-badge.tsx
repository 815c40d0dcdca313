import { Badge } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { isDropped, type Stage, type Standing } from "../domain/premises/premises-stage";

const COLOUR: Record<Stage, string> = {
  ...{ survey: "gray", selection: "blue", negotiation: "indigo", approval: "violet", building: "grape" },
  ...{ acceptance: "orange", operating: "jade" },
};

/** The word says the stage; the colour only helps the eye. */
export function StageBadge({ standing }: { readonly standing: Pick<Standing, "kind" | "stage"> }) {
  const { t } = useTranslation("siting");
  const isOver = isDropped(standing);
  return (
    <Badge
      variant={isOver ? "light" : "outline"}
      color={isOver ? "gray" : COLOUR[standing.stage]}
      c="var(--mantine-color-text)"
      tt="none"
      fw={500}
      size="lg"
      radius="sm"
      miw="max-content"
    >
      {t(`premises.stages.${isOver ? "dropped" : standing.stage}`)}
    </Badge>
  );
}
