export { hardship, map, search } from "../../../modules/finder/ui/strings.zh.json?search";
