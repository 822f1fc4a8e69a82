# The annotations dev.slipway.* of a service's config.json, as assignments for settings.sh. The build has refused what is
# wrong; in a tree that somebody else composed, what is wrong counts as absent.

def words: gsub("[, \t\n]+"; " ") | ltrimstr(" ") | rtrimstr(" ");
def seconds($default): if test("^[0-9]{1,4}$") then . else $default end;

(.annotations // {}) as $all
| ($all["dev.slipway.restart"] // "" | if IN("no", "always") then . else "on-failure" end) as $restart
| ($all["dev.slipway.after"] // "" | words) as $after
| ($all["dev.slipway.ready"] // "" | words | if test("^(port:[0-9]+|file:/.*|command:.+)$") then . else "" end) as $ready
| ($all["dev.slipway.ready-timeout"] // "" | seconds("60")) as $ready_timeout
| ($all["dev.slipway.stop-timeout"] // "" | seconds("10")) as $stop_timeout
| @sh "restart=\($restart) after=\($after) ready=\($ready) ready_timeout=\($ready_timeout) stop_timeout=\($stop_timeout)"
