import { Button, Group, Text, VisuallyHidden } from "@mantine/core";
import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { City } from "../domain/city";
import { CITY_STEPS, isStepDone, nextStep, stepAddress, type CityProgress, type CityStep } from "../domain/city-progress";

/** The way from an empty city to its coverage: what is there is ticked with its count, what comes next stands out. */
export function CitySteps({ city, progress }: { readonly city: City; readonly progress: CityProgress }) {
  const { t } = useTranslation("places");
  const next = nextStep(progress);
  return (
    <div>
      <Text mb="xs">{t("city.next")}</Text>
      <Group component="ol" gap="sm" p={0} m={0} style={{ listStyle: "none" }}>
        {CITY_STEPS.map((step, at) => {
          const isDone = isStepDone(step, progress);
          return (
            <li key={step}>
              <Button
                component={Link}
                to={stepAddress(step, city.code)}
                variant={step === next ? "filled" : isDone ? "light" : "default"}
                h="auto"
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
      </Group>
    </div>
  );
}

/** Whether there is a figure worth telling. */
function soFar(step: CityStep, { areas, placedCommunities, counted, facilities }: CityProgress): boolean {
  const figure = { areas, points: placedCommunities, population: counted, facilities, coverage: 1 };
  return figure[step] > 0;
}
