def test_x(store):
    assert store.generation() == 0
def test_y(store):
    assert store.read().nodes == ()
