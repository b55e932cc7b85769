"""Pages of people and organisations in a site say what the views of these say."""

from __future__ import annotations

from minutegraph.graph.store import Store
from minutegraph.graph.views.profile import Shown
from minutegraph.graph.views.site.gather import Gathered, lives_of
from minutegraph.graph.views.site.profiles import Profiles
from minutegraph.queries.shown.profile import Of, profile_of
from minutegraph.queries.shown.records import records
from minutegraph.queries.shown.site import read_world
from tests.conftest import Shell
from tests.views.test_site import done


def test_a_page_shares_what_a_view_of_its_own_says(store: Store) -> None:
    """Who, what is near and with whom most often, roles over time, and in which forms it is written."""
    world = read_world(store)
    gathered = Gathered(lives_of(world.actions))
    for record in records(store, world.recorded):
        gathered.take(record)
    gathered.close()
    pages = Profiles(world)
    for thing in (*world.people[::5], *world.organisations[::5]):
        here = pages.of(thing, gathered.of(thing.label, thing.key))
        of: Of = "person" if thing.label == "Person" else "organisation"
        view = Shown.of(profile_of(store, of, thing.key))
        for part in ("kind", "bars", "scale", "pictures"):
            assert getattr(here, part) == getattr(view, part), (thing.key, part)
        for part in ("facts", "other_names", "written", "may_be", "left_out", "span"):
            got, wanted = (getattr(each.profile, part) for each in (here, view))
            assert got == wanted, (thing.key, part)
        company = [[(n.key, count) for n, count in each.company] for each in (here, view)]
        assert company[0] == company[1], thing.key


def test_a_site_shows_what_people_judged(shell: Shell) -> None:
    done(shell, "load", "minutes")
    done(shell, "resolve", "different", "Ann Lee", "Bo Ek")
    done(shell, "site", "-o", "site")
    said = (shell.folder / "site/people/bo-ek.html").read_text("utf-8")
    assert "Ann Lee and Bo Ek are different" in said
