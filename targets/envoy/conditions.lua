-- Conditions of the program, as data: {"op": "and" | "or", "of": [..]}, {"op": "not", "of": c},
-- {"op": "there" | "=" | "!=" | "<" | "<=" | ">" | ">=", "subject", "name", "value"},
-- {"op": "in", "values": [..]}. An absent value makes every comparison false.

local function first_pair(text, separator, name)
  for part in (text or ""):gmatch("[^" .. separator .. "]+") do
    -- `%s+$` would look at every run of blanks anew: a long one would hold up everybody.
    part = part:match("^%s*(.*%S)") or ""
    local key, value = part:match("^([^=]*)=?(.*)$")
    if key == name then
      return value
    end
  end
  return nil
end

local function split_path(path)
  local bare = path:gsub("%?.*$", "")
  local parts = {}
  if bare ~= "/" then
    for part in bare:sub(2):gmatch("([^/]*)/?") do
      table.insert(parts, part)
    end
  end
  return parts
end

-- What a request shows of itself; `claims`, `key`, `scopes` and `caller` come with its credentials.
function request_view(handle)
  local path = handle:headers():get(":path") or "/"
  return {
    handle = handle,
    path = path,
    query = path:match("%?(.*)$") or "",
    segments = split_path(path),
    claims = {},
    scopes = {},
    key = {},
  }
end

local function plain(value)
  if value == nil or type(value) == "table" then
    return nil
  end
  if type(value) == "number" and value == math.floor(value) then
    return string.format("%d", value)
  end
  return tostring(value)
end

-- `at` is the place of a parameter among the segments of the path.
function value_of(subject, view)
  local kind, name = subject.subject, subject.name
  if kind == "header" then
    return view.handle:headers():getAtIndex(name, 0)
  elseif kind == "query" then
    return first_pair(view.query, "&", name)
  elseif kind == "cookie" then
    return first_pair(view.handle:headers():get("cookie"), ";", name)
  elseif kind == "param" then
    return view.segments[subject.at]
  elseif kind == "claim" then
    return plain(view.claims[name])
  elseif kind == "key" then
    return plain(view.key[name])
  elseif kind == "scope" then
    return view.scopes[name] and name or nil
  elseif kind == "host" then
    return (view.handle:headers():get(":authority") or ""):gsub(":%d+$", ""):lower()
  elseif kind == "method" then
    return view.handle:headers():get(":method")
  elseif kind == "ip" then
    local address = view.handle:streamInfo():downstreamDirectRemoteAddress()
    return (address:gsub(":%d+$", ""):gsub("[%[%]]", ""))
  elseif kind == "caller" or kind == "user" then
    return view.caller
  elseif kind == "client" then
    return view.client
  end
  return nil
end

local function number_of(text)
  return text:match("^%s*[+-]?[%d.][%d.eE+-]*%s*$") and tonumber(text) or nil
end

local function address_number(text)
  local a, b, c, d = text:match("^(%d+)%.(%d+)%.(%d+)%.(%d+)$")
  return a and ((a * 256 + b) * 256 + c) * 256 + d
end

-- `wanted` is the first address of a range and how many there are.
local function is_within(found, wanted)
  local number = address_number(found)
  return number ~= nil and number >= wanted.first and number < wanted.first + wanted.count
end

local function compares(found, how, wanted)
  if type(wanted) == "table" then
    local within = is_within(found, wanted)
    return (how == "=" and within) or (how == "!=" and not within)
  end
  if type(wanted) == "number" then
    local number = number_of(found)
    if number == nil then
      -- No number equals no text, and a text that is none differs from every number.
      return how == "!="
    end
    found = number
  elseif how ~= "=" and how ~= "!=" then
    return false
  end
  if how == "=" then return found == wanted end
  if how == "!=" then return found ~= wanted end
  if how == "<" then return found < wanted end
  if how == "<=" then return found <= wanted end
  if how == ">" then return found > wanted end
  return found >= wanted
end

function holds(condition, view)
  local op = condition.op
  if op == "and" then
    for _, part in ipairs(condition.of) do
      if not holds(part, view) then return false end
    end
    return true
  elseif op == "or" then
    for _, part in ipairs(condition.of) do
      if holds(part, view) then return true end
    end
    return false
  elseif op == "not" then
    return not holds(condition.of, view)
  end
  local found = value_of(condition, view)
  if found == nil then
    return false
  elseif op == "there" then
    return true
  elseif op == "in" then
    for _, wanted in ipairs(condition.values) do
      if compares(found, "=", wanted) then return true end
    end
    return false
  end
  return compares(found, op, condition.value)
end
