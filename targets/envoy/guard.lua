-- The first filter: counts the gateways a request has passed, and answers the questions that
-- Envoy's own route matching cannot ask. What it is to do stands in the virtual host's metadata.

local HOPS = "x-gatewright-hops"
local BRANCH = "x-gatewright-branch"
local TEST = "x-gatewright-test-"

local function refuse(handle, status, why)
  handle:respond({[":status"] = status, ["content-type"] = "text/plain"}, why)
end

-- Absent is 0; anything but a small number is refused, and so is one that has reached the limit.
local function count_hops(handle, limit)
  local headers = handle:headers()
  local said = headers:get(HOPS)
  if said ~= nil and not said:match("^%d%d?%d?%d?$") then
    refuse(handle, "400", "x-gatewright-hops is not a small number\n")
    return
  end
  local passes = tonumber(said or "0")
  if passes >= limit then
    refuse(handle, "508", "this request has passed " .. said .. " gateways, which is the limit\n")
    return
  end
  headers:replace(HOPS, tostring(passes + 1))
end

-- Envoy merges slashes, but leaves two of a path that is nothing else.
local function merge_slashes(handle)
  local headers = handle:headers()
  local path = headers:get(":path")
  if path:sub(1, 2) == "//" then
    headers:replace(":path", path:sub(2))
    handle:clearRouteCache()
  end
end

-- Envoy resolves `..;` and decodes `%2e%2e;` to it, but not both in one go: the next server on the
-- way would leave the folder that this one has let the request into.
local function climbs(path)
  local bare = path:match("^[^?]*"):gsub("%%3[bB]", ";")
  return (bare .. "/"):find("/%.%.?;[^/]*/") ~= nil
end

local function on_request(handle)
  local path = handle:headers():get(":path")
  if path == nil then
    refuse(handle, "404", "no route\n")  -- CONNECT has none
    return
  elseif climbs(path) then
    refuse(handle, "400", "the path has dot segments\n")
    return
  end
  merge_slashes(handle)
  local plan = handle:virtualHost():metadata()
  local limit = plan:get("hops")
  if limit ~= nil then
    count_hops(handle, limit)
  end
  local tests = plan:get("tests") or {}
  local branches = plan:get("branches")
  if branches or #tests > 0 then
    local headers = handle:headers()
    -- Only this gateway's own answers count, never what a caller wrote there.
    headers:remove(BRANCH)
    local view = request_view(handle)
    for number, test in ipairs(tests) do
      headers:replace(TEST .. number, holds(test, view) and "1" or "0")
    end
    handle:clearRouteCache()
  end
end

-- Envoy lets a request pass where a script fails; nobody gets on that way here.
function envoy_on_request(handle)
  local fine, problem = pcall(on_request, handle)
  if not fine then
    handle:logErr(tostring(problem))
    refuse(handle, "500", "the gateway failed\n")
  end
end
