import { Alert, List } from "@mantine/core";
import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { areaText } from "~/ui/forms/area-entry";

interface WhichAreaProps {
  /** the words nobody could tell an area from */
  readonly words: string;
  readonly choices: readonly Parameters<typeof areaText>[0][];
  /** the address of the same list for an area */
  readonly to: (areaCode: string) => string;
}

/** Words that name no area, or several: the list stays empty until one is chosen, and says so. */
export function WhichArea({ words, choices, to }: WhichAreaProps) {
  const { t, i18n } = useTranslation("visits");
  return (
    <Alert color="red" role="alert" title={t(choices.length > 0 ? "whichArea.several" : "whichArea.none", { words })}>
      <List>
        {choices.map((area) => (
          <List.Item key={area.code}>
            <Link to={to(area.code)}>{areaText(area, i18n.language)}</Link>
          </List.Item>
        ))}
      </List>
    </Alert>
  );
}
