import { Button } from "@mantine/core";
import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";

interface AdoptApartProps {
  readonly cityCode: string;
  readonly typed: Readonly<Record<string, readonly string[]>>;
  /** what exactly was simulated */
  readonly shown: string;
}

/** Adopts a change that has no form of its own, as it was simulated: the end of a rule, or the standard rules. */
export function AdoptApart({ cityCode, typed, shown }: AdoptApartProps) {
  const { t } = useTranslation("visits");
  const isEnd = typed["intent"]?.[0]?.endsWith("-end") === true;
  return (
    <Form method="post" action={`/visits/rules?city=${cityCode}`}>
      <input type="hidden" name="shown" value={shown} />
      {["ends", "seen", "from"].map((name) => (
        <input key={name} type="hidden" name={name} value={typed[name]?.[0] ?? ""} />
      ))}
      <Button type="submit" name="intent" value={isEnd ? "adopt-end" : "adopt-standard"} color={isEnd ? "red" : undefined}>
        {t(isEnd ? "rules.adoptEnd" : "rules.adoptStandard")}
      </Button>
    </Form>
  );
}
