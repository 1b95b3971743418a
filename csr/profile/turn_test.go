package profile

import "testing"

// TestTurns is a table of the tags of restrictions, and of what binds each user.
func TestTurns(t *testing.T) {
	for _, c := range []struct {
		tags                     Tags
		walk, cycle, drive, none string
	}{
		{Tags{"restriction": "no_left_turn"}, "", "no_left_turn", "no_left_turn", "no_left_turn"},
		{Tags{"restriction": "Only_Straight_On"}, "", "only_straight_on", "only_straight_on", "only_straight_on"},
		{Tags{"restriction": "no_left_turn", "except": "psv; Bicycle"}, "", "", "no_left_turn", "no_left_turn"},
		{Tags{"restriction": "no_left_turn", "except": "motor_vehicle"}, "", "no_left_turn", "", "no_left_turn"},
		{Tags{"restriction:motorcar": "no_u_turn"}, "", "", "no_u_turn", ""},
		{Tags{"restriction:foot": "no_entry", "restriction": "no_exit"}, "no_entry", "no_exit", "no_exit", "no_exit"},
		{Tags{"restriction:vehicle": "no_exit", "restriction:bicycle": "only_left_turn"}, "", "only_left_turn", "no_exit", ""},
		{Tags{"restriction:conditional": "no_left_turn @ (Mo-Fr)"}, "", "", "", ""},
		{Tags{"restriction": "give_way"}, "", "", "", ""},
		{Tags{}, "", "", "", ""},
	} {
		for _, u := range []struct {
			name, want string
			p          Profile
		}{{"walking", c.walk, Walking}, {"cycling", c.cycle, Cycling}, {"driving", c.drive, Driving}, {"everybody", c.none, Profile{}}} {
			if got := u.p.Turn(c.tags); got != u.want {
				t.Errorf("%v, %s: %q, want %q", c.tags, u.name, got, u.want)
			}
		}
	}
}
