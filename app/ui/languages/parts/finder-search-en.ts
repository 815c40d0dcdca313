export { hardship, map, search } from "../../../modules/finder/ui/strings.en.json?search";
