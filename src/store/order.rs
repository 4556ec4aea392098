//! The orders in which articles can be listed, and their names.

/// The orders of the list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Order {
    /// The latest date first.
    #[default]
    Newest,
    /// The earliest date first.
    Oldest,
    /// By name of outlet, and the newest first in each; no outlet last.
    Outlet,
    /// What answers the search best; without a search, the newest first.
    BestMatch,
}

impl Order {
    /// All of them, in the order one goes through them.
    pub const ALL: [Order; 4] = [Order::Newest, Order::Oldest, Order::Outlet, Order::BestMatch];

    /// Its name in settings and on the screen: `newest`, `oldest`, `outlet`, `best match`.
    pub fn as_str(self) -> &'static str {
        match self {
            Order::Newest => "newest",
            Order::Oldest => "oldest",
            Order::Outlet => "outlet",
            Order::BestMatch => "best match",
        }
    }

    /// The order of this name.
    pub fn parse(name: &str) -> Option<Order> {
        Order::ALL.into_iter().find(|order| order.as_str() == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn orders_have_names() {
        for order in Order::ALL {
            assert_eq!(Order::parse(order.as_str()), Some(order));
        }
        assert_eq!(Order::parse("alphabetical"), None);
    }
}
