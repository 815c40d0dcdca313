import { Box, Button, Text, VisuallyHidden } from "@mantine/core";
import { Link } from "@remix-run/react";
import type { CSSProperties } from "react";
import { useTranslation } from "react-i18next";
import type { City } from "../domain/city";
import { CITY_STEPS, isStepDone, nextStep, stepAddress, type CityProgress, type CityStep } from "../domain/city-progress";

const ROW: CSSProperties = {
  listStyle: "none",
  display: "grid",
  gap: "0.75rem",
  gridTemplateColumns: "repeat(auto-fit, minmax(min(100%, 9.75rem), 1fr))",
};

const WRAPPED = { root: { minHeight: "100%" }, label: { whiteSpace: "normal" } } as const;

/** The way from an empty city to its coverage: what is there is ticked with its count, what comes next stands out. */
export function CitySteps({ city, progress }: { readonly city: City; readonly progress: CityProgress }) {
  const { t } = useTranslation("places");
  const next = nextStep(progress);
  return (
    <div>
      <Text mb="xs">{t("city.next")}</Text>
      <Box component="ol" p={0} m={0} style={ROW}>
        {CITY_STEPS.map((step, at) => {
          const isDone = isStepDone(step, progress);
          return (
            <li key={step}>
              <Button
                component={Link}
                to={stepAddress(step, city.code)}
                variant={step === next ? "filled" : isDone ? "light" : "default"}
                h="auto"
                fullWidth
                px="xs"
                styles={WRAPPED}
                py={6}
                aria-current={step === next ? "step" : undefined}
              >
                <span>
                  {isDone ? "✓" : at + 1} · {t(`city.step.${step}`)}
                  {isDone && <VisuallyHidden> {t("city.done")}</VisuallyHidden>}
                  <Text component="span" display="block" size="xs">
                    {soFar(step, progress) ? t(`city.soFar.${step}`, { ...progress }) : t("city.notYet")}
                  </Text>
                </span>
              </Button>
            </li>
          );
        })}
      </Box>
    </div>
  );
}

/** Whether there is a figure worth telling. */
function soFar(step: CityStep, { areas, placedCommunities, counted, facilities }: CityProgress): boolean {
  const figure = { areas, points: placedCommunities, population: counted, facilities, coverage: 1 };
  return figure[step] > 0;
}
