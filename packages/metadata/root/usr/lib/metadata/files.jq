# The files of JSON user data, a line each: kind, mode, path, and "=" with the content in base64 (so no field is empty).
# A name is one component of a path. What does not fit is refused alone, with the reason in the place of the mode.

def shown: .[0:60] | explode | map(if . < 32 or . == 127 then 63 else . end) | implode;

def good_name:
  utf8bytelength as $length
  | $length > 0 and $length < 256 and . != "." and . != ".." and (contains("/") | not)
    and (explode | all(. >= 32 and . != 127));

def mode($default):
  if .perm == null then $default
  elif (.perm | type) == "string" and (.perm | test("^0?[0-7]{3}$")) then .perm
  else null end;

def refused($why): ["refused", $why, "-", "="];

# Its input is the value of $name, its output one line for each file and directory.
def entry($directory; $name; $depth):
  ($directory + $name) as $path
  | if ($name | good_name | not) then refused("\($name | shown) is not a file's name")
    elif type != "object" or (.content == null) == (.entries == null) then
      refused("\($path | shown) needs either content or entries")
    elif $depth > 16 then refused("\($path | shown) lies deeper than 16 directories")
    elif .content != null then
      mode("0644") as $mode
      | if (.content | type) != "string" then refused("the content of \($path | shown) is no text")
        elif $mode == null then refused("the perm of \($path | shown) is not like 0644")
        else ["file", $mode, $path, "=" + (.content | @base64)] end
    else
      mode("0755") as $mode
      | if (.entries | type) != "object" then refused("the entries of \($path | shown) are no object")
        elif $mode == null then refused("the perm of \($path | shown) is not like 0755")
        else
          ["directory", $mode, $path, "="],
          (.entries | to_entries[] | .key as $child | .value | entry($path + "/"; $child; $depth + 1))
        end
    end;

[limit(1001; to_entries[] | .key as $name | .value | entry(""; $name; 1))]
| if length > 1000 then refused("it asks for more than 1000 files") else .[] end
| join("\t")
