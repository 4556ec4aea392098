//! Random numbers that are the same at every run, and draws in which few things are common and most are rare.

/// The generator xoshiro256** of Blackman and Vigna.
pub struct Random([u64; 4]);

impl Random {
    /// Of one seed there are as many independent streams as one likes.
    pub fn new(seed: u64, stream: u64) -> Random {
        let first = mixed(seed ^ mixed(stream));
        let second = mixed(first);
        let third = mixed(second);
        Random([first, second, third, mixed(third)])
    }

    fn next(&mut self) -> u64 {
        let Random(state) = self;
        let drawn = state[1].wrapping_mul(5).rotate_left(7).wrapping_mul(9);
        let shifted = state[1] << 17;
        state[2] ^= state[0];
        state[3] ^= state[1];
        state[1] ^= state[2];
        state[0] ^= state[3];
        state[2] ^= shifted;
        state[3] = state[3].rotate_left(45);
        drawn
    }

    /// From 0 up to, but not including, 1.
    pub fn fraction(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// From 0 up to, but not including, `limit`.
    pub fn below(&mut self, limit: usize) -> usize {
        (((self.next() >> 32) * limit as u64) >> 32) as usize
    }

    /// True so often of one time.
    pub fn chance(&mut self, share: f64) -> bool {
        self.fraction() < share
    }

    /// Any of these, each as often as the others.
    pub fn any<'a, T: ?Sized>(&mut self, of: &[&'a T]) -> &'a T {
        of[self.below(of.len())]
    }
}

/// A step of splitmix64, which makes unlike numbers of like ones.
fn mixed(number: u64) -> u64 {
    let sum = number.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let once = (sum ^ (sum >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let twice = (once ^ (once >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    twice ^ (twice >> 31)
}

/// Draws a rank, the first ones most often: by the law of Zipf and Mandelbrot, `1 / (rank + offset) ^ steepness`. The table
/// of aliases is that of Walker: each place holds its own rank with some likelihood and else another's.
pub struct Ranks {
    likelihood_of_own: Vec<f32>,
    others: Vec<u32>,
}

impl Ranks {
    /// Ranks from 0 up to, but not including, `n`.
    pub fn new(n: usize, offset: f64, steepness: f64) -> Ranks {
        let weights: Vec<f64> = (0..n).map(|rank| 1.0 / (rank as f64 + 1.0 + offset).powf(steepness)).collect();
        let sum: f64 = weights.iter().sum();
        let mut shares: Vec<f64> = weights.iter().map(|weight| weight * n as f64 / sum).collect();
        let (mut poor, mut rich): (Vec<usize>, Vec<usize>) = (0..n).partition(|rank| shares[*rank] < 1.0);
        let mut ranks = Ranks { likelihood_of_own: vec![1.0; n], others: (0..n as u32).collect() };
        while let (Some(taker), Some(&giver)) = (poor.pop(), rich.last()) {
            ranks.likelihood_of_own[taker] = shares[taker] as f32;
            ranks.others[taker] = giver as u32;
            shares[giver] -= 1.0 - shares[taker];
            if shares[giver] < 1.0 {
                rich.pop();
                poor.push(giver);
            }
        }
        ranks
    }

    /// One rank.
    pub fn draw(&self, random: &mut Random) -> usize {
        let place = random.below(self.others.len());
        if random.fraction() < f64::from(self.likelihood_of_own[place]) { place } else { self.others[place] as usize }
    }
}
